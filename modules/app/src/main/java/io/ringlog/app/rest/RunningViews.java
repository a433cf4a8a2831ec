package io.ringlog.app.rest;

import io.ringlog.api.port.LiveViews;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent.CallDispositioned;
import io.ringlog.domain.journal.RegistrationEvent.Binding;
import io.ringlog.kernel.Because;
import io.ringlog.topology.Views;
import io.ringlog.topology.views.LiveChannels;
import io.ringlog.topology.views.LiveRecording;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The views of this process in the words of the REST interface. */
public final class RunningViews implements LiveViews {
    private final Views views;
    private final Clock clock;

    public RunningViews(Views views, Clock clock) {
        this.views = views;
        this.clock = clock;
    }

    @Override
    public List<LiveCall> calls(String account) {
        return ask(() -> views.liveCalls(account)).stream()
                .map(RunningViews::call)
                .toList();
    }

    @Override
    public Optional<LiveCall> call(String account, String callId) {
        return ask(() -> views.liveCall(account, callId)).map(RunningViews::call);
    }

    @Override
    public List<LiveAgent> agents(String account) {
        return ask(() -> views.agents(account)).stream()
                .map(RunningViews::agent)
                .toList();
    }

    @Override
    public List<LiveQueue> queues(String account) {
        return ask(() -> views.queues(account)).stream()
                .map(RunningViews::queue)
                .toList();
    }

    @Override
    public List<LiveMailbox> mailboxes(String account) {
        return ask(() -> views.mailboxes(account)).stream()
                .map(RunningViews::mailbox)
                .toList();
    }

    @Override
    public List<Recording> recordings(String account) {
        return ask(() -> views.recordings(account)).stream()
                .map(RunningViews::recording)
                .toList();
    }

    @Override
    public List<Registration> registrations(String account) {
        return ask(() -> views.registrations(account)).stream()
                .map(it -> new Registration(
                        it.aor(),
                        it.deviceId(),
                        it.userId(),
                        it.trunkId(),
                        it.contacts().stream().map(RunningViews::contact).toList()))
                .toList();
    }

    @Override
    public List<Banned> bans() {
        return ask(() -> views.bans(JournalRecord.PLATFORM)).stream()
                .map(it -> new Banned(
                        it.banId(),
                        it.network(),
                        it.code(),
                        it.text(),
                        it.since(),
                        it.until(),
                        it.actor(),
                        it.dropped()))
                .toList();
    }

    @Override
    public SortedMap<String, Integer> channelsHeld(String account) {
        return channels(account, LiveChannels::of);
    }

    @Override
    public SortedMap<String, Integer> channelsLent(String account) {
        return channels(account, LiveChannels::to);
    }

    private SortedMap<String, Integer> channels(String account, Function<LiveChannels, @Nullable String> other) {
        var channels = new TreeMap<String, Integer>();
        for (LiveChannels row : ask(() -> views.channels(account))) {
            String id = other.apply(row);
            if (id != null) {
                channels.put(id, row.channels());
            }
        }
        return channels;
    }

    @Override
    public List<LiveCallBack> callBacks(String account) {
        return ask(() -> views.callBacks(account)).stream()
                .map(it -> new LiveCallBack(it.userId(), it.calleeId(), it.dialled(), it.since(), it.until()))
                .toList();
    }

    @Override
    public List<LivePlace> places(String account) {
        return ask(() -> views.places(account)).stream()
                .map(it -> new LivePlace(
                        it.placeId(),
                        it.queueId(),
                        it.number(),
                        it.priority(),
                        Because.word(it.state()),
                        it.since(),
                        it.due(),
                        it.until(),
                        it.attempts(),
                        it.callId(),
                        it.fromCallId()))
                .toList();
    }

    @Override
    public List<LiveFraud> frauds(String account) {
        return ask(() -> views.frauds(account)).stream()
                .map(RunningViews::fraud)
                .toList();
    }

    private static LiveFraud fraud(io.ringlog.topology.views.LiveFraud it) {
        var warned = it.warned();
        var blocked = it.blocked();
        return new LiveFraud(
                it.ruleId(),
                warned == null
                        ? null
                        : new FraudWarning(warned.since(), warned.measure(), warned.warnAt(), warned.callId()),
                blocked == null
                        ? null
                        : new FraudBlock(blocked.since(), blocked.until(), blocked.measure(), blocked.blockAt()));
    }

    @Override
    public List<LiveTrunk> trunks(String account) {
        return ask(() -> views.trunks(account)).stream()
                .map(RunningViews::trunk)
                .toList();
    }

    @Override
    public SortedMap<String, Integer> openByScope(String account) {
        return ask(() -> views.openByScope(account));
    }

    @Override
    public SortedMap<String, Integer> usedByWindow(String account) {
        Instant now = clock.instant();
        var used = new TreeMap<String, Integer>();
        ask(() -> views.windows(account)).stream()
                .filter(window -> window.used(now) > 0)
                .forEach(window -> used.put(window.windowId(), window.used(now)));
        return used;
    }

    @Override
    public List<EventRecord> story(String account, String callId) {
        return ask(() -> views.story(account, callId));
    }

    static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (Views.ViewsAway away) {
            throw Refused.of(Why.AWAY, "the views cannot answer now");
        }
    }

    private static LiveCall call(io.ringlog.topology.views.LiveCall it) {
        RouteTarget target = it.target();
        var start = it.start();
        var place = it.place();
        return new LiveCall(
                it.callId(),
                it.accountId(),
                word(start.direction()),
                start.from(),
                start.to(),
                start.userId(),
                word(it.phase()),
                start.at(),
                it.answeredAt(),
                target == null ? null : word(target.kind()),
                target == null ? null : target.id(),
                place.flowId(),
                place.flowVersion(),
                place.nodeId(),
                place.queueId(),
                place.agentId(),
                place.parkSlot(),
                it.legs().stream()
                        .map(leg -> new LiveLeg(
                                leg.legId(),
                                leg.party(),
                                word(leg.state()),
                                leg.held(),
                                leg.talkId(),
                                leg.media() == null ? null : LegMedia.of(leg.media())))
                        .toList(),
                seat(it.seat()),
                overheard(it.supervises()),
                it.scopes(),
                start.edge(),
                start.correlationId());
    }

    private static @Nullable Seat seat(io.ringlog.topology.views.LiveCall.@Nullable Seat it) {
        return it == null
                ? null
                : new Seat(it.conferenceId(), it.legId(), it.moderator(), it.muted(), it.speaks(), it.since());
    }

    private static @Nullable Overheard overheard(io.ringlog.topology.views.LiveCall.@Nullable Heard it) {
        return it == null ? null : new Overheard(it.callId(), it.legId(), word(it.mode()));
    }

    private static @Nullable Said said(@Nullable CallDispositioned it) {
        return it == null ? null : new Said(it.callId(), it.queueId(), it.disposition(), it.note());
    }

    private static LiveAgent agent(io.ringlog.topology.views.LiveAgent it) {
        AgentStateChanged now = it.now();
        return new LiveAgent(
                now.userId(),
                word(now.status()),
                word(now.state()),
                word(now.bucket()),
                now.reachable(),
                now.externalCall(),
                now.reason(),
                now.callId(),
                now.activeQueues(),
                it.statusSince(),
                it.stateSince(),
                it.bucketSince(),
                said(it.said()));
    }

    private static LiveQueue queue(io.ringlog.topology.views.LiveQueue it) {
        return new LiveQueue(
                it.queueId(),
                it.callers().stream()
                        .map(who ->
                                new Caller(who.callId(), who.priority(), who.since(), word(who.state()), who.agentId()))
                        .toList());
    }

    private static LiveTrunk trunk(io.ringlog.topology.views.LiveTrunk it) {
        var health = it.health();
        var line = it.line();
        return new LiveTrunk(
                it.trunkId(),
                health == null
                        ? null
                        : new TrunkHealth(health.up() ? "up" : "down", health.since(), health.edge(), health.status()),
                line == null ? null : registration(line),
                TrunkFigures.of(it.quality(), Instant.now()));
    }

    private static TrunkRegistration registration(io.ringlog.topology.views.LiveTrunk.Line line) {
        boolean registered = line.isRegistered(Instant.now());
        return new TrunkRegistration(
                registered ? "registered" : "failed",
                line.edge(),
                line.aor(),
                registered ? line.contact() : null,
                registered ? line.expiresAt() : null,
                line.status(),
                line.code(),
                line.retryAt());
    }

    private static Recording recording(LiveRecording it) {
        var sound = it.sound();
        var end = it.end();
        var flow = it.flow();
        return new Recording(
                it.recordingId(),
                it.callId(),
                it.legId(),
                word(it.direction()),
                it.from(),
                it.to(),
                it.at(),
                sound != null ? "finished" : it.paused() ? "paused" : "recording",
                end == null ? null : word(end),
                sound == null ? null : sound.durationMs(),
                sound == null ? null : sound.sizeBytes(),
                sound == null ? null : sound.lostMs(),
                sound == null ? null : sound.objectKey(),
                flow == null ? null : flow.flowId(),
                flow == null ? null : flow.nodeId(),
                flow == null ? null : flow.variable());
    }

    private static LiveMailbox mailbox(io.ringlog.topology.views.LiveMailbox it) {
        var counts = it.counts();
        return new LiveMailbox(
                it.mailboxId(),
                counts.newMessages(),
                counts.heardMessages(),
                counts.deletedMessages(),
                counts.sizeBytes(),
                it.messages().stream().map(RunningViews::message).toList(),
                it.greetings() == null
                        ? List.of()
                        : it.greetings().stream()
                                .map(one -> new Recorded(one.kind(), one.at(), one.durationMs(), one.objectKey()))
                                .toList());
    }

    private static Message message(io.ringlog.topology.views.LiveMailbox.Message it) {
        return new Message(
                it.messageId(),
                it.callId(),
                it.from(),
                it.fromName(),
                it.at(),
                it.durationMs(),
                it.sizeBytes(),
                it.objectKey(),
                it.goneAt() == null ? word(it.status()) : "deleted",
                it.goneAt());
    }

    private static LiveContact contact(Binding it) {
        var at = it.contact();
        return new LiveContact(at.uri(), it.expiresAt(), at.edge(), at.transport(), at.receivedIp(), at.receivedPort());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
