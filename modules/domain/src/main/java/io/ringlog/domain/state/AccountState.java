package io.ringlog.domain.state;

import io.ringlog.domain.config.AgentQueueAssignment;
import io.ringlog.domain.journal.LegRef;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The live granules of one account with the indexes that make a decision cheap. Only {@link Turn} and restoring write
 * it.
 */
public final class AccountState {

    private final SortedMap<String, CallState> calls = new TreeMap<>();
    private final SortedMap<String, AgentState> agents = new TreeMap<>();
    private final Map<String, QueueState> queues = new HashMap<>();
    private final Map<String, GroupPointer> groupPointers = new HashMap<>();
    private final MailboxIndex mailboxes = new MailboxIndex();
    private final Map<String, Erasure> erasures = new HashMap<>();
    private final RecordingIndex recordings = new RecordingIndex();
    private final SortedMap<String, Supervision> supervisions = new TreeMap<>();
    private final Map<String, LastDialled> lastDialled = new HashMap<>();
    private final SortedMap<String, CallBack> callBacks = new TreeMap<>();
    private final RoomIndex rooms = new RoomIndex();
    private final Map<String, Lease> leases = new HashMap<>();
    private final Map<String, SortedSet<String>> leasesByScope = new HashMap<>();
    private final Map<String, Window> windows = new HashMap<>();
    private final SortedMap<String, Contacts> contacts = new TreeMap<>();
    private final Map<String, SortedSet<String>> contactsByUser = new HashMap<>();
    private final Map<String, NonceUse> nonces = new HashMap<>();
    private final SortedMap<String, TrunkHealth> trunkHealths = new TreeMap<>();
    private final SortedMap<String, TrunkLine> trunkLines = new TreeMap<>();
    private final Map<String, Granule.EdgeMark> marks = new HashMap<>();
    private final Map<String, Granule.Answered> answered = new HashMap<>();
    private final LampIndex lamps = new LampIndex();
    private final Map<String, Outgo> outgoes = new HashMap<>();
    private final ChannelBook channels = new ChannelBook();
    private final BanIndex bans = new BanIndex();
    private final TalkIndex talks = new TalkIndex();
    private final WaitIndex waits = new WaitIndex();
    private final SortedMap<String, Granule.TimerSet> timers = new TreeMap<>();
    private final ConfigIndex config = new ConfigIndex();
    private final QueueIndex lines = new QueueIndex(config);

    public ConfigIndex config() {
        return config;
    }

    public Optional<CallState> call(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    /** Live calls in id order: a long walk, for what concerns them all. */
    public Collection<CallState> calls() {
        return Collections.unmodifiableCollection(calls.values());
    }

    /** The call that waits in a slot. */
    public Optional<CallState> parkedIn(String lotId, String slot) {
        return waits.parkedIn(lotId, slot).flatMap(this::call);
    }

    /** The calls that ring somebody for a conference, in id order. */
    public SortedSet<String> ringingFor(String conferenceId) {
        return waits.ringingFor(conferenceId);
    }

    /** The calls that wait to be joined with this one, in id order. */
    public SortedSet<String> waitingFor(String callId) {
        return waits.waitingFor(callId);
    }

    /** A talk with at least one leg in it. */
    public Optional<Talk> talk(String talkId) {
        return talks.talk(talkId);
    }

    public Optional<AgentState> agent(String userId) {
        return Optional.ofNullable(agents.get(userId));
    }

    /** Agents in user id order. */
    public Collection<AgentState> agents() {
        return Collections.unmodifiableCollection(agents.values());
    }

    /** Who waits in each queue and who works there. */
    public QueueIndex lines() {
        return lines;
    }

    public Optional<QueueState> queue(String queueId) {
        return Optional.ofNullable(queues.get(queueId));
    }

    public Optional<GroupPointer> groupPointer(String groupId) {
        return Optional.ofNullable(groupPointers.get(groupId));
    }

    public Optional<MailboxState> mailbox(String mailboxId) {
        return mailboxes.mailbox(mailboxId);
    }

    /** All that have messages or wait for one, in the order of their ids. */
    public Collection<MailboxState> mailboxes() {
        return mailboxes.all();
    }

    /** The mailbox that waits for a recording, by the recording's id or that of its command. */
    public Optional<MailboxState> mailboxOf(String id) {
        return mailboxes.waitingFor(id);
    }

    /** A sound that is to be erased, by its key. */
    public Optional<Erasure> erasure(String objectKey) {
        return Optional.ofNullable(erasures.get(objectKey));
    }

    /** Recordings of talks. */
    public RecordingIndex recordings() {
        return recordings;
    }

    /** What a supervisor's own call hears. */
    public Optional<Supervision> supervision(String callId) {
        return Optional.ofNullable(supervisions.get(callId));
    }

    /** Those who hear a call, in the order of their own. */
    public List<Supervision> supervisionsOf(String callId) {
        return supervisions.values().stream()
                .filter(it -> it.ofCallId().equals(callId))
                .toList();
    }

    /** For whom a command was given that lets somebody hear a call. */
    public Optional<Supervision> supervisionBy(String commandId) {
        return supervisions.values().stream()
                .filter(it -> it.commandId().equals(commandId))
                .findFirst();
    }

    public Optional<LastDialled> lastDialled(String userId) {
        return Optional.ofNullable(lastDialled.get(userId));
    }

    /** Whom a user waits for. */
    public Optional<CallBack> callBack(String userId) {
        return Optional.ofNullable(callBacks.get(userId));
    }

    /** Who waits to be called back, in order of their ids. */
    public Collection<CallBack> callBacks() {
        return Collections.unmodifiableCollection(callBacks.values());
    }

    /** Who watches what. */
    public LampIndex lamps() {
        return lamps;
    }

    /** What a fraud rule has seen go out. */
    public Optional<Outgo> outgo(String ruleId) {
        return Optional.ofNullable(outgoes.get(ruleId));
    }

    /** The channels it holds of others' ceilings and has granted of its own. */
    public ChannelBook channels() {
        return channels;
    }

    /** Whom the edges do not listen to; of the platform account alone. */
    public BanIndex bans() {
        return bans;
    }

    /** A conference with somebody in it. */
    public Optional<Room> room(String conferenceId) {
        return rooms.room(conferenceId);
    }

    /** Conferences with somebody in them, in id order. */
    public Collection<Room> rooms() {
        return rooms.all();
    }

    /** The conference that a leg is a member of. */
    public Optional<Room> roomOf(LegRef leg) {
        return rooms.of(leg);
    }

    public Optional<Lease> lease(String callId) {
        return Optional.ofNullable(leases.get(callId));
    }

    /** The calls that hold a scope, in id order, and legs that hold it each for itself: {@code call/leg}. */
    public SortedSet<String> holders(String scope) {
        return Collections.unmodifiableSortedSet(leasesByScope.getOrDefault(scope, Collections.emptySortedSet()));
    }

    /** Every sliding window, in the order of their ids. */
    public List<Window> windows() {
        return windows.values().stream()
                .sorted(Comparator.comparing(Window::id))
                .toList();
    }

    public Optional<Window> window(String id) {
        return Optional.ofNullable(windows.get(id));
    }

    public Optional<Contacts> contacts(String aor) {
        return Optional.ofNullable(contacts.get(aor));
    }

    private static Optional<String> whose(Contacts contacts) {
        return Optional.ofNullable(contacts.userId());
    }

    /** Every device's and trunk's contacts in address order. */
    public Collection<Contacts> allContacts() {
        return Collections.unmodifiableCollection(contacts.values());
    }

    /** The addresses of record of a user that have contacts, in name order. */
    public SortedSet<String> aorsOf(String userId) {
        return Collections.unmodifiableSortedSet(contactsByUser.getOrDefault(userId, Collections.emptySortedSet()));
    }

    public Optional<NonceUse> nonceUse(String deviceId) {
        return Optional.ofNullable(nonces.get(deviceId));
    }

    /** What is known of a trunk that is asked whether it is there. */
    public Optional<TrunkHealth> trunkHealth(String trunkId) {
        return Optional.ofNullable(trunkHealths.get(trunkId));
    }

    /** In id order. */
    public Collection<TrunkHealth> trunkHealths() {
        return Collections.unmodifiableCollection(trunkHealths.values());
    }

    /** Our registration at a trunk. */
    public Optional<TrunkLine> trunkLine(String trunkId) {
        return Optional.ofNullable(trunkLines.get(trunkId));
    }

    /** In id order. */
    public Collection<TrunkLine> trunkLines() {
        return Collections.unmodifiableCollection(trunkLines.values());
    }

    public Optional<Granule.EdgeMark> mark(String edge) {
        return Optional.ofNullable(marks.get(edge));
    }

    /** What a question with this key began. */
    public Optional<Granule.Answered> answered(String idempotencyKey) {
        return Optional.ofNullable(answered.get(idempotencyKey));
    }

    public Optional<Granule.TimerSet> timer(String timerId) {
        return Optional.ofNullable(timers.get(timerId));
    }

    /** The timers that wait, in id order. */
    public Collection<Granule.TimerSet> timers() {
        return Collections.unmodifiableCollection(timers.values());
    }

    public void put(Granule granule) {
        switch (granule) {
            case CallState it -> changed(calls.put(it.callId(), it), it);
            case AgentState it -> lines.changed(agents.put(it.userId(), it), it);
            case QueueState it -> queues.put(it.queueId(), it);
            case GroupPointer it -> groupPointers.put(it.groupId(), it);
            case MailboxState it -> mailboxes.put(it);
            case Erasure it -> erasures.put(it.objectKey(), it);
            case TalkRecording it -> recordings.put(it);
            case Supervision it -> supervisions.put(it.callId(), it);
            case LastDialled it -> lastDialled.put(it.userId(), it);
            case CallBack it -> callBacks.put(it.userId(), it);
            case KeptPlace it -> lines.kept().put(it);
            case WrapUp it -> lines.put(it);
            case Interest it -> lamps.put(it);
            case Room it -> rooms.put(it);
            case Lease it -> hold(it);
            case Window it -> windows.put(it.id(), it);
            case Contacts it -> {
                contacts.put(it.aor(), it);
                whose(it).ifPresent(user -> index(contactsByUser, user, it.aor()));
            }
            case NonceUse it -> nonces.put(it.deviceId(), it);
            case TrunkHealth it -> trunkHealths.put(it.trunkId(), it);
            case TrunkLine it -> trunkLines.put(it.trunkId(), it);
            case Ban it -> bans.put(it);
            case Offender it -> bans.put(it);
            case Outgo it -> outgoes.put(it.ruleId(), it);
            case ChannelGranule it -> channels.put(it);
            case Granule.RuleInForce it -> bans.put(it.rule());
            case Granule.Configured it -> configured(it, () -> config.put(it));
            case Granule.ConfigMark it -> config.reached(it.version());
            case Granule.EdgeMark it -> marks.put(it.edge(), it);
            case Granule.Answered it -> answered.put(it.idempotencyKey(), it);
            case Granule.TimerSet it -> timers.put(it.timer().timerId(), it);
            case Granule.EdgeUp _, Granule.PartitionClock _ -> throw ofThePartition();
        }
    }

    public void remove(Granule granule) {
        switch (granule) {
            case CallState it -> changed(calls.remove(it.callId()), null);
            case AgentState it -> lines.changed(agents.remove(it.userId()), null);
            case QueueState it -> queues.remove(it.queueId());
            case GroupPointer it -> groupPointers.remove(it.groupId());
            case MailboxState it -> mailboxes.remove(it.mailboxId());
            case Erasure it -> erasures.remove(it.objectKey());
            case TalkRecording it -> recordings.remove(it.recordingId());
            case Supervision it -> supervisions.remove(it.callId());
            case LastDialled it -> lastDialled.remove(it.userId());
            case CallBack it -> callBacks.remove(it.userId());
            case KeptPlace it -> lines.kept().remove(it);
            case WrapUp it -> lines.remove(it);
            case Interest it -> lamps.remove(it);
            case Room it -> rooms.remove(it.conferenceId());
            case Lease it -> release(leases.remove(it.callId()));
            case Window it -> windows.remove(it.id());
            case Contacts it -> {
                contacts.remove(it.aor());
                whose(it).ifPresent(user -> unindex(contactsByUser, user, it.aor()));
            }
            case NonceUse it -> nonces.remove(it.deviceId());
            case TrunkHealth it -> trunkHealths.remove(it.trunkId());
            case TrunkLine it -> trunkLines.remove(it.trunkId());
            case Ban it -> bans.remove(it);
            case Offender it -> bans.remove(it);
            case Outgo it -> outgoes.remove(it.ruleId());
            case ChannelGranule it -> channels.remove(it);
            case Granule.RuleInForce it -> throw new IllegalArgumentException("a rule is only replaced");
            case Granule.Configured it -> configured(it, () -> config.remove(it.rowKey()));
            case Granule.ConfigMark it -> throw new IllegalArgumentException("versions only grow");
            case Granule.EdgeMark it -> marks.remove(it.edge());
            case Granule.Answered it -> answered.remove(it.idempotencyKey());
            case Granule.TimerSet it -> timers.remove(it.timer().timerId());
            case Granule.EdgeUp _, Granule.PartitionClock _ -> throw ofThePartition();
        }
    }

    private static IllegalArgumentException ofThePartition() {
        return new IllegalArgumentException("edges and the clock belong to the partition");
    }

    private void changed(@Nullable CallState before, @Nullable CallState after) {
        talks.changed(before, after);
        waits.changed(before, after);
        lines.changed(before, after);
    }

    /** The order of a queue's agents hangs on their memberships. */
    private void configured(Granule.Configured row, Runnable change) {
        change.run();
        if (row.row() instanceof AgentQueueAssignment member) {
            lines.repositioned(member.queueId());
        }
    }

    private void hold(Lease lease) {
        release(leases.put(lease.callId(), lease));
        lease.scopes().forEach(scope -> index(leasesByScope, Lease.of(scope), lease.holder(scope)));
    }

    private void release(@Nullable Lease lease) {
        if (lease != null) {
            lease.scopes().forEach(scope -> unindex(leasesByScope, Lease.of(scope), lease.holder(scope)));
        }
    }

    private static void index(Map<String, SortedSet<String>> index, String key, String member) {
        index.computeIfAbsent(key, any -> new TreeSet<>()).add(member);
    }

    private static void unindex(Map<String, SortedSet<String>> index, String key, String member) {
        SortedSet<String> members = index.get(key);
        if (members != null && members.remove(member) && members.isEmpty()) {
            index.remove(key);
        }
    }
}
