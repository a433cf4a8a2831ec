package io.ringlog.domain.act;

import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Talk;
import java.util.Collection;
import java.util.List;

/** What is left of a call when one of its legs goes. Pure: the one rule of who may stay. */
public sealed interface Remainder {

    /** Nobody is left who hears anybody: the call ends. */
    record Nothing() implements Remainder {}

    /** These legs still hear somebody in a talk without the gone one: the call goes on. */
    record GoesOn(List<String> legIds) implements Remainder {
        public GoesOn {
            legIds = List.copyOf(legIds);
        }
    }

    /** @param talks those that legs of the call are in, as they were with the gone leg */
    static Remainder of(CallState call, Collection<Talk> talks, String goneLeg) {
        List<String> left = call.legs().stream()
                .filter(leg -> !leg.id().equals(goneLeg))
                .filter(Leg.InTalk.class::isInstance)
                .map(Leg.InTalk.class::cast)
                .filter(leg -> talks.stream()
                        .filter(talk -> talk.id().equals(leg.talkId()))
                        .anyMatch(talk -> talk.legs().stream()
                                        .filter(other -> !isOf(call, goneLeg, other.callId(), other.legId()))
                                        .count()
                                > 1))
                .map(Leg::id)
                .toList();
        return left.isEmpty() ? new Nothing() : new GoesOn(left);
    }

    private static boolean isOf(CallState call, String goneLeg, String callId, String legId) {
        return call.callId().equals(callId) && goneLeg.equals(legId);
    }
}
