package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.CallerId;
import io.ringlog.edge.call.LiveLeg.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call that this edge carries: whose it is, its legs, and when the log last said something about it. */
final class LiveCall {

    final String id;
    final String account;
    /** The domain the caller was challenged for or has dialled; names the platform's side in what the edge sends. */
    final String domain;

    private final Map<String, LiveLeg> legs = new LinkedHashMap<>();
    final long beganNanos = System.nanoTime();
    long commands;

    /** Who stands in From of what is passed on, in place of what the caller wrote there. */
    @Nullable
    CallerId shownInFrom;

    /** How what is passed on of the caller's INVITE differs from it; null where it does not. */
    Command.@Nullable ChangeHeaders headers;

    /** Being taken over, and not told yet. */
    TakeOvers.@Nullable Ordered takeOver;

    /** A call that nobody has called in on, and that has no leg yet. */
    LiveCall(String id, String account, String domain) {
        this.id = id;
        this.account = account;
        this.domain = domain;
    }

    LiveLeg caller() {
        return legs.get(CallFact.CALLER) instanceof LiveLeg caller ? caller : add(CallFact.CALLER);
    }

    /** Whether somebody called in who has not been answered yet. */
    boolean isCallerWaiting() {
        return leg(CallFact.CALLER).map(LiveLeg::isUnanswered).orElse(false);
    }

    LiveLeg add(String legId) {
        LiveLeg leg = new LiveLeg(legId);
        legs.put(legId, leg);
        return leg;
    }

    Optional<LiveLeg> leg(String legId) {
        return Optional.ofNullable(legs.get(legId));
    }

    List<LiveLeg> legs() {
        return List.copyOf(legs.values());
    }

    List<LiveLeg> alive() {
        return legs.values().stream().filter(leg -> !leg.isOver()).toList();
    }

    /** Legs that ring or talk: who was told to stop does neither, whether or not that is confirmed. */
    long present() {
        return alive().stream().filter(leg -> !leg.leaving).count();
    }

    /** Signalling stops all that ring for a caller once anybody has answered (RFC 3261 section 16.7 step 10). */
    void callerAnswered(Stage as) {
        caller().answered(as);
        legs.values().stream().filter(leg -> !leg.dialled).forEach(LiveLeg::stops);
    }

    boolean isTalking(String legId) {
        return leg(legId).map(LiveLeg::isTalking).orElse(false);
    }

    /** All legs at once: the caller is gone before an answer, or a proxied dialog ended. */
    void over() {
        legs.values().forEach(leg -> leg.stage = Stage.OVER);
    }
}
