package io.ringlog.domain.act;

import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.state.Addition;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Talk;
import io.ringlog.domain.state.Transfer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is left of a call when one of its legs goes. Pure: the one rule of who may stay. */
public sealed interface Remainder {

    /** Nobody is left who hears anybody: the call ends. */
    record Nothing() implements Remainder {}

    /** These legs hear somebody in a talk without the gone one, are on hold with each other, or are passed on. */
    record GoesOn(List<String> legIds) implements Remainder {
        public GoesOn {
            legIds = List.copyOf(legIds);
        }
    }

    /** @param talks those that legs of the call are in, as they were with the gone leg */
    static Remainder of(CallState call, Collection<Talk> talks, String goneLeg) {
        List<Leg.Up> up =
                call.up().stream().filter(leg -> !leg.id().equals(goneLeg)).toList();
        List<String> onHold = up.stream()
                .map(Leg::id)
                .filter(leg -> call.hold() != null && call.hold().isOf(leg))
                .toList();
        Transfer transfer = call.transfer();
        String passedOn = transfer != null && transfer.goesOnWithout(goneLeg) ? transfer.legId() : null;
        List<String> left = up.stream()
                .filter(leg -> (onHold.size() > 1 && onHold.contains(leg.id()))
                        || leg.id().equals(passedOn)
                        || talkOf(call, leg)
                                .filter(talk -> hearsOthers(call, talk, talks, goneLeg))
                                .isPresent())
                .map(Leg::id)
                .toList();
        return left.isEmpty() ? new Nothing() : new GoesOn(left);
    }

    /** The talk that a leg is in, or is about to come into. */
    private static Optional<String> talkOf(CallState call, Leg.Up leg) {
        Addition coming = call.addition();
        return leg instanceof Leg.InTalk in
                ? Optional.of(in.talkId())
                : Optional.ofNullable(coming)
                        .filter(it -> leg.id().equals(it.legId()))
                        .map(Addition::talkId);
    }

    private static boolean hearsOthers(CallState call, String talkId, Collection<Talk> talks, String goneLeg) {
        LegRef gone = new LegRef(call.callId(), goneLeg);
        Addition coming = call.addition();
        boolean oneComes = coming != null && coming.isComingTo(talkId) && !goneLeg.equals(coming.legId());
        return talks.stream()
                .filter(talk -> talk.id().equals(talkId))
                .anyMatch(talk -> talk.legs().stream()
                                        .filter(other -> !other.equals(gone))
                                        .count()
                                + (oneComes ? 1 : 0)
                        > 1);
    }
}
