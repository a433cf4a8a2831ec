package io.ringlog.domain.state;

import io.ringlog.domain.journal.Party;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One party's part of a call, whoever invited whom. It can only do what its state allows; {@code since} is when it came
 * into that state.
 */
public sealed interface Leg {

    String id();

    Party party();

    Instant since();

    /** Done; {@code status} is the SIP status it ended with, 200 after an answer. */
    default Over over(int status, Instant at) {
        return new Over(id(), party(), status, at);
    }

    /** A leg whose party nobody has answered yet, or who has not answered: it can be answered. */
    sealed interface Unanswered extends Leg {

        /** It hears the media engine. */
        default Hosted hosted(Instant at) {
            return new Hosted(id(), party(), null, false, at);
        }

        /** Its answer was passed on: it hears the leg that it was answered by. */
        default Talking talking(String talkId, Instant at) {
            return new Talking(id(), party(), talkId, at);
        }
    }

    /** The party invited the platform. */
    record Inviting(String id, Party party, Instant since) implements Unanswered {}

    /**
     * The platform invites the party.
     *
     * @param until when it has rung long enough
     * @param ringsUntil when it will have, once its far end says that it rings; null when that makes no difference
     * @param logins how often its far end was told who we are
     * @param asked by what the end of the question is named whether it takes the call, which it has answered; null
     *     while it rings
     */
    record Ringing(
            String id,
            Party party,
            Instant since,
            Instant until,
            @Nullable Instant ringsUntil,
            int logins,
            @Nullable String asked)
            implements Unanswered {

        /** Rings so long whatever its far end says. */
        public Ringing(String id, Party party, Instant since, Instant until) {
            this(id, party, since, until, null, 0, null);
        }

        /** Its far end was told who we are, once more. */
        public Ringing loggedIn() {
            return new Ringing(id, party, since, until, ringsUntil, logins + 1, asked);
        }

        /** Its far end says that it rings. */
        public Ringing heard() {
            return ringsUntil == null ? this : new Ringing(id, party, since, ringsUntil, null, logins, asked);
        }

        /** Somebody has answered and is asked whether they take the call. */
        public Ringing asked(String questionId, Instant answerBy) {
            return new Ringing(id, party, since, answerBy, null, logins, questionId);
        }

        /** Whether it is still to be heard of. */
        public boolean isSilent() {
            return ringsUntil != null;
        }

        public long timeoutSec() {
            return Duration.between(since, until).toSeconds();
        }
    }

    /** A leg that is answered and not over. */
    sealed interface Up extends Leg {

        /** Whether its party has put on hold whoever it talks to. */
        boolean holds();

        /** It hears the others of a talk, unless its party has put them on hold and has yet to take them back. */
        default InTalk joined(String talkId, Instant at) {
            return holds() ? new Held(id(), party(), talkId, at) : new Talking(id(), party(), talkId, at);
        }

        /** It hears the media engine. */
        default Hosted split(Instant at) {
            return new Hosted(id(), party(), null, holds(), at);
        }
    }

    /** A leg of a talk. */
    sealed interface InTalk extends Up {
        String talkId();
    }

    /**
     * The media engine has it.
     *
     * @param hearing what it hears, one thing at a time, as long as somebody wants to know the end of it
     * @param holds whether its party has put us on hold
     */
    record Hosted(String id, Party party, @Nullable Hearing hearing, boolean holds, Instant since) implements Up {
        public Hosted hears(@Nullable Hearing next) {
            return new Hosted(id, party, next, holds, since);
        }

        public Hosted holding(boolean now) {
            return new Hosted(id, party, hearing, now, since);
        }
    }

    /** It hears the others of its talk. */
    record Talking(String id, Party party, String talkId, Instant since) implements InTalk {
        @Override
        public boolean holds() {
            return false;
        }

        public Held held(Instant at) {
            return new Held(id, party, talkId, at);
        }
    }

    /** Its party put the others of its talk on hold. */
    record Held(String id, Party party, String talkId, Instant since) implements InTalk {
        @Override
        public boolean holds() {
            return true;
        }

        public Talking resumed(Instant at) {
            return new Talking(id, party, talkId, at);
        }
    }

    record Over(String id, Party party, int status, Instant since) implements Leg {}
}
