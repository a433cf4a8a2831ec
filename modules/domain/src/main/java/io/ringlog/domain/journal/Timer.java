package io.ringlog.domain.journal;

import io.ringlog.kernel.Because;
import java.time.Instant;
import java.util.List;

/**
 * Something the brain wants to be told once, at {@code due} or soon after, never before. It is named, so that it can be
 * moved and cancelled: within an account there is one timer of an id.
 */
public record Timer(String timerId, Instant due, Purpose purpose) {

    /** What the timer is for. */
    public sealed interface Purpose {

        /** Somebody of a ring attempt has rung long enough, or somebody else is to ring. */
        record RingTimeout(String callId, int attempt) implements Purpose {}

        /**
         * The edge has not said of each phone that was cancelled that it has not answered.
         *
         * @param because why the call ends, and {@code text} in one sentence
         * @param hangsUp whether the platform hangs up; else the caller is refused
         * @param legIds those of which it is not known
         */
        record EndDue(String callId, Because because, String text, boolean hangsUp, List<String> legIds)
                implements Purpose {
            public EndDue {
                legIds = List.copyOf(legIds);
            }

            public EndDue without(String legId) {
                return new EndDue(
                        callId,
                        because,
                        text,
                        hangsUp,
                        legIds.stream().filter(it -> !it.equals(legId)).toList());
            }
        }

        /** The longest a call may last. */
        record MaxDuration(String callId) implements Purpose {}

        /** Nobody has come for a parked call. */
        record ParkOver(String callId) implements Purpose {}

        /** Nobody has changed a setting that was asked for by telephone. */
        record SettingLate(String callId) implements Purpose {}

        /**
         * No edge has said which numbers are of other accounts.
         *
         * @param rings as in {@code LookUpNumbers}
         * @param use what they are wanted for
         */
        record NumbersLate(String callId, int rings, NumberUse use) implements Purpose {}

        /** No worker has said what a web service answered. */
        record HttpLate(String callId, String nodeId, String requestId) implements Purpose {}

        /** No worker has said whether a web service was told of a key. */
        record OptionHookLate(String callId, String queueId, String digit, String requestId) implements Purpose {}

        /** Who waits for somebody may be called back. */
        record CallBackDue(String userId) implements Purpose {}

        /** Nobody is called back so late. */
        record CallBackLate(String userId) implements Purpose {}

        /** Whoever has a place kept in a queue may be called. */
        record PlaceDue(String placeId) implements Purpose {}

        /** Whoever is called back has rung long enough. */
        record PlaceRings(String placeId, String callId) implements Purpose {}

        /** The queue closes, or the place is kept no longer. */
        record PlaceLate(String placeId) implements Purpose {}

        /** A caller waited as long as the queue allows. */
        record MaxWait(String callId, String queueId) implements Purpose {}

        /** A caller may be told how it stands. */
        record PositionDue(String callId, String queueId) implements Purpose {}

        /** A caller is to hear the message of a queue. */
        record QueueMessageDue(String callId, String queueId) implements Purpose {}

        /** Agents of a higher tier may be asked for somebody who waits. */
        record TierOpens(String queueId) implements Purpose {}

        /** The lease of an offered agent ran out. */
        record OfferExpired(String callId, String userId, long fence) implements Purpose {}

        /** After-call time is over. */
        record WrapUpOver(String userId, long fence) implements Purpose {}

        /** A sliding window may be empty by now. */
        record WindowIdle(String windowId) implements Purpose {}

        /** A question with this key starts something new again. */
        record KeyForgotten(String key) implements Purpose {}

        /** A trunk is to be asked whether it is there. */
        record TrunkCheck(String trunkId) implements Purpose {}

        /** Our registration at a trunk is to be renewed or tried again, or was not answered. */
        record RegistrationDue(String trunkId) implements Purpose {}

        /** A recording for a mailbox will not be told of any more. */
        record RecordingLate(String mailboxId, String recordingId) implements Purpose {}

        /** Who was asked whether they may be recorded has not answered. */
        record ConsentDue(String callId, String talkId) implements Purpose {}

        /** No edge has said that a sound is erased. */
        record ErasureDue(String objectKey) implements Purpose {}

        /** A deleted message can be taken back no more. */
        record MessageGone(String mailboxId, String messageId) implements Purpose {}

        /** A recording of a talk is kept no longer, or was never told of. */
        record RecordingGone(String recordingId) implements Purpose {}

        /** A mail about a message is to be tried again, or nobody has said what came of a try. */
        record MailDue(String mailboxId, String messageId, int attempt) implements Purpose {}

        /** Perhaps nobody watches a lamp at an edge any more. */
        record InterestOver(String interestId) implements Purpose {}

        /** A fraud rule stops no more calls. */
        record FraudBlockOver(String ruleId) implements Purpose {}

        /** Calls in progress may have talked as many minutes as a fraud rule tells of. */
        record FraudLevelDue(String ruleId) implements Purpose {}

        /** Nobody has answered about channels of a ceiling, or callers have been refused long enough ago. */
        record ChannelsDue() implements Purpose {}

        /** A network is listened to again. */
        record BanOver(String network) implements Purpose {}

        /** What an address did counts no more. */
        record OffenderForgotten(String network) implements Purpose {}

        /** A registered contact ran out. */
        record ContactExpired(String aor) implements Purpose {}
    }
}
