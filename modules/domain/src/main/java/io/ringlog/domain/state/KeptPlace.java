package io.ringlog.domain.state;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the line of a queue that is kept for whoever is called back; it outlives the call it comes from and every
 * call that is begun for it.
 *
 * @param number whom the account dials: an extension, a username or a number outside
 * @param shown the number of the account that was called; null where nobody called
 * @param place where it stands, and the agent who is held for it while the customer rings
 * @param dueAt with {@link Step#LATER}: when it is served again; null else
 * @param until when it is given up
 * @param attempts calls begun for it, but for those that an edge took with it
 * @param callId the call that rings for it or has taken the place; null for none
 * @param fromCallId the call it comes from; null for one that was asked for otherwise
 * @param askedBy where the caller is who asked for it by a key, empty where they show nothing; null for one that was
 *     asked for otherwise
 */
public record KeptPlace(
        String account,
        String placeId,
        String number,
        @Nullable String shown,
        QueuePlace place,
        Step step,
        @Nullable Instant dueAt,
        Instant until,
        int attempts,
        @Nullable String callId,
        @Nullable String fromCallId,
        @Nullable String askedBy,
        String correlationId)
        implements Granule {

    /** What is done with it. */
    public enum Step {
        /** It is not to be called yet; nobody stands behind it meanwhile. */
        LATER,
        /** It stands in line. */
        WAITING,
        /** It stands in line, an agent is held and the customer rings. */
        RINGING,
        /** The customer has answered: their call stands where it stood. */
        JOINED
    }

    /** Whether it stands in the line of its queue by itself. */
    public boolean isInLine() {
        return step == Step.WAITING || step == Step.RINGING;
    }

    /** It stands in line from now on. */
    public KeptPlace waiting() {
        return with(Step.WAITING, place.offered(List.of()), null, attempts, null);
    }

    /** A call rings the customer, and an agent is held for them. */
    public KeptPlace ringing(String call, QueuePlace.Held agent) {
        return with(Step.RINGING, place.offered(List.of(agent)), null, attempts + 1, call);
    }

    /** Whether the customer rings while no agent is held for them. */
    public boolean isAlone() {
        return step == Step.RINGING && place.held().isEmpty();
    }

    /** This agent is held for the customer who rings. */
    public KeptPlace with(QueuePlace.Held agent) {
        return with(step, place.offered(List.of(agent)), dueAt, attempts, callId);
    }

    /** The agent is held no more, and the customer rings on. */
    public KeptPlace without(String agent) {
        return with(step, place.letGo(agent), dueAt, attempts, callId);
    }

    /** As urgent as that, from now on. */
    public KeptPlace urgent(int priority) {
        return with(step, place.urgent(priority), dueAt, attempts, callId);
    }

    /** The customer is there. */
    public KeptPlace joined() {
        return with(Step.JOINED, place, null, attempts, callId);
    }

    /** It is called again then. */
    public KeptPlace later(Instant due) {
        return with(Step.LATER, place.offered(List.of()), due, attempts, null);
    }

    /** The edge is gone that its call was at: it stands where it stood, and that call does not count. */
    public KeptPlace lostItsCall() {
        return with(Step.WAITING, place.offered(List.of()), null, attempts - 1, null);
    }

    private KeptPlace with(Step next, QueuePlace stands, @Nullable Instant due, int begun, @Nullable String call) {
        return new KeptPlace(
                account,
                placeId,
                number,
                shown,
                stands,
                next,
                due,
                until,
                begun,
                call,
                fromCallId,
                askedBy,
                correlationId);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "kept_place", placeId);
    }
}
