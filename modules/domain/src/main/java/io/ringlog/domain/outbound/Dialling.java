package io.ringlog.domain.outbound;

import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Loop;
import io.ringlog.domain.state.CallHead;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A number outside that is to be dialled, and for whom.
 *
 * @param dialled as it was dialled or configured
 * @param edge the edge that carries the call
 * @param userId the user whose call it is; null when nobody of the account called
 * @param caller who called the account and is sent on; null when the account's own user calls
 * @param rule whose number is shown, by wish of who sends the call on; null leaves that to the route
 * @param here which numbers are of other accounts of the platform; null while nobody has looked
 * @param loop what a call to it has in common with this one
 * @param sentOnBy numbers of the users who have the call sent on, the first first
 * @param pbx the customer's PBX that calls; null for anybody else
 */
public record Dialling(
        String dialled,
        String edge,
        @Nullable String userId,
        @Nullable Sent caller,
        @Nullable CidRule rule,
        @Nullable NumbersHere here,
        Loop loop,
        List<String> sentOnBy,
        @Nullable Pbx pbx) {

    public Dialling {
        sentOnBy = List.copyOf(sentOnBy);
    }

    /**
     * Somebody who called the account and is sent on.
     *
     * @param number empty or {@code anonymous} for who does not say
     * @param called the number of the account that was called
     */
    public record Sent(String number, @Nullable String name, String called) {}

    /**
     * A customer's PBX, which speaks for many.
     *
     * @param number what it shows and may show; empty or {@code anonymous} for who does not say
     */
    public record Pbx(
            String trunkId, String number, @Nullable String name) {}

    /** A call goes to a number on behalf of whoever is on its first leg. */
    public static Dialling of(CallHead head, String dialled) {
        return by(head.userId(), head, dialled);
    }

    /** A user dials a number for whoever called, who is passed on to it. */
    public static Dialling by(@Nullable String userId, CallHead head, String dialled) {
        boolean inbound = head.direction() == Direction.INBOUND;
        return new Dialling(
                dialled,
                head.edge(),
                userId,
                inbound ? new Sent(head.from(), head.fromName(), head.to()) : null,
                null,
                null,
                new Loop(head.correlationId(), Objects.requireNonNullElse(head.hops(), 0) + 1),
                List.of(),
                userId == null && head.pbxId() != null ? new Pbx(head.pbxId(), head.from(), head.fromName()) : null);
    }

    /** A user dials a number on their own behalf, whoever called. */
    public static Dialling own(@Nullable String userId, CallHead head, String dialled) {
        Dialling by = by(userId, head, dialled);
        return new Dialling(dialled, by.edge(), userId, null, null, null, by.loop(), List.of(), null);
    }

    /** The same, showing this number. */
    public Dialling showing(CidRule wished) {
        return new Dialling(dialled, edge, userId, caller, wished, here, loop, sentOnBy, pbx);
    }

    /** The same, sent on by users with these numbers. */
    public Dialling sentOnBy(List<String> numbers) {
        return new Dialling(dialled, edge, userId, caller, rule, here, loop, numbers, pbx);
    }

    /** The same, of which the edge has said at once which numbers are of other accounts. */
    public Dialling lookedUp(List<String> here) {
        return lookedUp(NumbersHere.said(here));
    }

    /** The same, of which it is known which numbers are of other accounts. */
    public Dialling lookedUp(NumbersHere here) {
        return new Dialling(dialled, edge, userId, caller, rule, here, loop, sentOnBy, pbx);
    }

    /** Whether a number is one of another account of the platform. */
    public boolean isHere(String e164) {
        return here != null && here.numbers().contains(e164);
    }

    /** Whether nobody has said in time which numbers are of other accounts. */
    public boolean isLate() {
        return here != null && here.late();
    }
}
