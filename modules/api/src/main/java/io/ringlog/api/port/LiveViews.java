package io.ringlog.api.port;

import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What an account looks like now. Throws {@link Refused} with AWAY while the views cannot answer. */
public interface LiveViews {

    /**
     * A call in progress; {@code phase} is started, ringing, in_flow, queued, talking, parked, in_conference,
     * supervising or on_hold.
     */
    record LiveCall(
            String callId,
            String accountId,
            String direction,
            String fromNum,
            String toNum,
            @Nullable String userId,
            String phase,
            Instant startTs,
            @Nullable Instant answerTs,
            @Nullable String destKind,
            @Nullable String destId,
            @Nullable String flowId,
            @Nullable Integer flowVersion,
            @Nullable String nodeId,
            @Nullable String queueId,
            @Nullable String agentId,
            @Nullable String parkSlot,
            List<LiveLeg> legs,
            @Nullable Seat conference,
            @Nullable Overheard supervises,
            SortedSet<String> scopes,
            String edgeId,
            String correlationId) {
        public LiveCall {
            legs = List.copyOf(legs);
        }
    }

    /** What a supervisor hears: a call, the leg of the user there, and who hears the supervisor. */
    record Overheard(String callId, String legId, String mode) {}

    /** The place of a leg in a conference; {@code speaks} for the one who is heard there. */
    record Seat(String conferenceId, String legId, boolean moderator, boolean muted, boolean speaks, Instant since) {}

    /**
     * A leg: inviting (leg {@code a}), invited, ringing, hosted or talking. {@code held} says that it has put the
     * others of its talk on hold, {@code talkId} which talk it is in, {@code media} how well its media has got through
     * when that was last told.
     */
    record LiveLeg(
            String legId,
            Party party,
            String state,
            boolean held,
            @Nullable String talkId,
            @Nullable LegMedia media) {}

    /** The figures of a leg's media as the log has them; null where something was not measured. */
    record LegMedia(
            long packets,
            long lost,
            @Nullable Integer lossPermille,
            @Nullable Integer jitterUs,
            @Nullable Integer jitterMaxUs,
            @Nullable Integer mosX100,
            @Nullable Long peerLost,
            @Nullable Integer peerLossPermille,
            @Nullable Integer peerJitterUs,
            @Nullable Integer peerMosX100,
            @Nullable Integer roundTripUs) {
        public static LegMedia of(MediaFigures it) {
            return new LegMedia(
                    it.packets(),
                    it.lost(),
                    it.lossPermille(),
                    it.jitterUs(),
                    it.jitterMaxUs(),
                    it.mosX100(),
                    it.peerLost(),
                    it.peerLossPermille(),
                    it.peerJitterUs(),
                    it.peerMosX100(),
                    it.roundTripUs());
        }
    }

    /**
     * An agent in the words of the wallboard.
     *
     * @param said what the agent said came of the call they talk on or wrap up; null for nothing yet
     */
    record LiveAgent(
            String userId,
            String status,
            String state,
            String bucket,
            boolean reachable,
            boolean externalCall,
            @Nullable String reason,
            @Nullable String callId,
            List<String> activeQueues,
            Instant statusSince,
            Instant stateSince,
            Instant bucketSince,
            @Nullable Said said) {
        public LiveAgent {
            activeQueues = List.copyOf(activeQueues);
        }
    }

    /** What an agent said came of a call. */
    record Said(
            String callId,
            String queueId,
            @Nullable String disposition,
            @Nullable String note) {}

    /** Who is in a queue now, in the order they came. */
    record LiveQueue(String queueId, List<Caller> callers) {
        public LiveQueue {
            callers = List.copyOf(callers);
        }
    }

    /** A caller in a queue: waiting, offered, confirmed or talking. */
    record Caller(
            String callId,
            int priority,
            Instant since,
            String state,
            @Nullable String agentId) {}

    /**
     * Where a device or a trunk can be reached.
     *
     * @param deviceId null for a trunk
     * @param userId null for a trunk
     * @param trunkId null for a device
     */
    record Registration(
            String aor,
            @Nullable String deviceId,
            @Nullable String userId,
            @Nullable String trunkId,
            List<LiveContact> contacts) {
        public Registration {
            contacts = List.copyOf(contacts);
        }
    }

    /** One live contact. */
    record LiveContact(
            String uri, Instant expiresAt, String edgeId, String transport, String receivedIp, int receivedPort) {}

    /** What is known of a trunk. */
    record LiveTrunk(
            String trunkId,
            @Nullable TrunkHealth health,
            @Nullable TrunkRegistration registration,
            @Nullable TrunkQuality quality) {}

    /**
     * What became of the calls that were sent to a trunk within the last day.
     *
     * @param since the first hour that is counted
     * @param attempts legs that were rung
     * @param answerSeizurePercent answered of a hundred that were rung (ASR, ITU-T E.411)
     * @param averageTalkSec seconds talked by those that are over, for each that was answered (ACD); null for none
     * @param failures how often each SIP status ended an attempt
     */
    record TrunkQuality(
            Instant since,
            int attempts,
            int answered,
            int answerSeizurePercent,
            @Nullable Integer averageTalkSec,
            SortedMap<String, Integer> failures) {}

    /** Whether a trunk answers OPTIONS: {@code up} or {@code down}, and the status that made it so. */
    record TrunkHealth(String state, Instant since, String edgeId, int status) {}

    /**
     * Our registration at a trunk: {@code registered} or {@code failed}.
     *
     * @param edgeId who holds it or tried to; null when no edge lives that could
     * @param status the last answer; 408 when there was none, 0 when nobody asked
     * @param contact where calls over it come in, a URI without its user part
     * @param code why the last attempt failed, or, where it has not, why its Service-Route is not followed
     * @param retryAt when it is tried again
     */
    record TrunkRegistration(
            String state,
            @Nullable String edgeId,
            @Nullable String aor,
            @Nullable String contact,
            @Nullable Instant expiresAt,
            int status,
            @Nullable String code,
            @Nullable Instant retryAt) {}

    /** A mailbox with its messages, oldest first, and the greetings that were recorded by telephone. */
    record LiveMailbox(
            String voicemailId,
            int newMessages,
            int heardMessages,
            int deletedMessages,
            long sizeBytes,
            List<Message> messages,
            List<Recorded> greetings) {
        public LiveMailbox {
            messages = List.copyOf(messages);
            greetings = List.copyOf(greetings);
        }
    }

    /** A greeting that was recorded by telephone. */
    record Recorded(GreetingKind kind, Instant ts, long durationMs, String objectKey) {}

    /** A message; {@code status} is new, heard or deleted, and {@code goneAt} set when it is deleted. */
    record Message(
            String messageId,
            String callId,
            String fromNum,
            @Nullable String fromName,
            Instant ts,
            long durationMs,
            long sizeBytes,
            String objectKey,
            String status,
            @Nullable Instant goneAt) {}

    /**
     * A recording of a talk, or of what a caller says into a flow: {@code state} is recording, paused or finished, and
     * the rest set when it is finished.
     *
     * @param legId whose words are on the left
     * @param end key, silence, limit, hangup, stopped or failed
     * @param lostMs what was said and could not be recorded
     * @param flowId null for that of a talk, as the two that follow
     * @param variable of the call, which has the key of the sound
     */
    record Recording(
            String recordingId,
            String callId,
            String legId,
            String direction,
            String fromNum,
            String toNum,
            Instant startTs,
            String state,
            @Nullable String end,
            @Nullable Long durationMs,
            @Nullable Long sizeBytes,
            @Nullable Long lostMs,
            @Nullable String objectKey,
            @Nullable String flowId,
            @Nullable String nodeId,
            @Nullable String variable) {}

    /**
     * A network that no edge listens to.
     *
     * @param code what it did, or that somebody asked for it
     * @param actor who asked; null when nobody did
     * @param dropped packets and connections, as far as edges have told
     */
    record Banned(
            String banId,
            String network,
            String code,
            String text,
            Instant since,
            Instant until,
            @Nullable String actor,
            long dropped) {}

    /**
     * What a fraud rule has told of and stops.
     *
     * @param warned what it told last; null for nothing since it began
     * @param blocked why it stops calls now; null where it stops none
     */
    record LiveFraud(
            String ruleId,
            @Nullable FraudWarning warned,
            @Nullable FraudBlock blocked) {}

    /**
     * So much had gone out when it was told: calls, numbers or minutes.
     *
     * @param warnAt so much was to be told
     * @param callId the call that made it so much, or the longest in progress; null where it was over
     */
    record FraudWarning(
            Instant since,
            long measure,
            int warnAt,
            @Nullable String callId) {}

    /**
     * So much had gone out when calls were stopped.
     *
     * @param blockAt so much was too much
     */
    record FraudBlock(Instant since, Instant until, long measure, int blockAt) {}

    /**
     * A user who is called back as soon as somebody is free.
     *
     * @param dialled by what the other is called
     * @param until when it is given up
     */
    record LiveCallBack(String userId, String calleeId, String dialled, Instant since, Instant until) {}

    /** Users who wait for somebody to be free, in no order. */
    List<LiveCallBack> callBacks(String account);

    /**
     * A place in a queue that is kept for whoever is called back.
     *
     * @param number whom the account dials
     * @param state {@code scheduled}, {@code waiting}, {@code ringing} or {@code joined}
     * @param since when whoever is called back joined the queue
     * @param due when they are called next; null while the place stands in line
     * @param until when it is given up
     * @param attempts calls begun for it
     * @param callId the call that rings for it or has taken it; null for none
     * @param fromCallId the call it comes from; null for none
     */
    record LivePlace(
            String id,
            String queueId,
            String number,
            int priority,
            String state,
            Instant since,
            @Nullable Instant due,
            Instant until,
            int attempts,
            @Nullable String callId,
            @Nullable String fromCallId) {}

    /** Places of all queues that are kept for whoever is called back, in no order. */
    List<LivePlace> places(String account);

    /** Channels held of ceilings over trees of accounts, by the account whose ceiling it is. */
    SortedMap<String, Integer> channelsHeld(String account);

    /** Channels of the account's own ceiling that accounts below have, by account. */
    SortedMap<String, Integer> channelsLent(String account);

    /** Fraud rules that have told of something or stop calls. */
    List<LiveFraud> frauds(String account);

    /** Whom the edges of the platform do not listen to. */
    List<Banned> bans();

    List<LiveCall> calls(String account);

    List<LiveAgent> agents(String account);

    /** Queues with somebody in them. */
    List<LiveQueue> queues(String account);

    /** Mailboxes with a message. */
    List<LiveMailbox> mailboxes(String account);

    /** Recordings of talks and by flows, in no order. */
    List<Recording> recordings(String account);

    List<Registration> registrations(String account);

    /** Trunks of which something is known. */
    List<LiveTrunk> trunks(String account);

    /** How many calls in progress hold each admission scope. */
    SortedMap<String, Integer> openByScope(String account);

    /** How many calls count in each sliding window now, by the id of its limit, with the far number behind it. */
    SortedMap<String, Integer> usedByWindow(String account);

    Optional<LiveCall> call(String account, String callId);

    /** The events of a call in progress or ended lately, in order. */
    List<EventRecord> story(String account, String callId);
}
