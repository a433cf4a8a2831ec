package io.ringlog.domain.journal;

import io.ringlog.domain.config.CidRule;
import org.jspecify.annotations.Nullable;

/** What numbers are wanted for that an edge looks up: it comes back with the answer, and goes on from there. */
public sealed interface NumberUse {

    /**
     * One is dialled.
     *
     * @param dialled as it was dialled or configured
     * @param userId the user whose call it is; null when nobody of the account called
     * @param rule whose number is shown, by wish of who sends the call on; null leaves that to the route
     * @param asks whether whoever answers has to take the call
     */
    record Dial(
            String dialled,
            @Nullable String userId,
            @Nullable CidRule rule,
            boolean asks) implements NumberUse {}

    /** One is asked into a talk, which knows whom it waits for. */
    record Talk(String dialled) implements NumberUse {}

    /** One is asked into a conference, with a call of its own. */
    record Room(String conferenceId, String dialled) implements NumberUse {}

    /** One is called back for whom a place in a queue is kept. */
    record Place(String placeId, String dialled) implements NumberUse {}

    /** Those of a ring group ring beside its users. */
    record Group(String groupId) implements NumberUse {}
}
