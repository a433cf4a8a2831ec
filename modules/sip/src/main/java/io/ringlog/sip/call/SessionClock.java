package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.SipFact.EndedBy;
import io.ringlog.sip.SipNodeConfig.Sessions;
import io.ringlog.sip.call.SessionTimer.Refresher;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.stack.SipCounters.Counter;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the session of a dialog of ours is refreshed by whoever agreed to, and ends the dialog when it was
 * not (RFC 4028 sections 7 and 10): by UPDATE without an offer where the peer takes it, else by re-INVITE.
 */
final class SessionClock {
    /** Section 10: BYE so long before the session ends, or a third of its life. */
    private static final Duration MARGIN_MOST = Duration.ofSeconds(32);
    /** Who wants another life each time gets none. */
    private static final int RAISES_MOST = 3;

    private final Leg leg;
    private final UaDialog dialog;
    private final Sessions rule;
    private Duration least;
    private int raises;
    private SessionTimer timer = SessionTimer.NONE;
    private boolean ours;
    private @Nullable Future<?> refresh;
    private @Nullable Future<?> end;

    SessionClock(Leg leg, UaDialog dialog) {
        this.leg = leg;
        this.dialog = dialog;
        this.rule = leg.node().config().sessions();
        this.least = rule.least();
    }

    /** A 2xx of ours has said these terms. */
    void granted(SessionTerms terms) {
        SessionTimer said = terms instanceof SessionTerms.Agreed(SessionTimer agreed, boolean required)
                ? agreed
                : SessionTimer.NONE;
        goesOn(said, said.refresher() == Refresher.UAC, Duration.ZERO);
    }

    /** The peer's 2xx to a request of ours has said how it goes on. */
    void answered(SIPResponse ok) {
        SessionTimer said = SessionTimer.in(ok);
        goesOn(said, said.refresher() == Refresher.UAS, Duration.ZERO);
    }

    /** A timer that was agreed some time ago; where nobody is named to refresh, we do. */
    void goesOn(SessionTimer agreed, boolean byPeer, Duration ago) {
        stop();
        Duration floor = rule.least().compareTo(SessionTimer.SHORTEST) < 0 ? rule.least() : SessionTimer.SHORTEST;
        timer = agreed.noShorterThan(floor);
        ours = !byPeer;
        if (!timer.runs()) {
            return;
        }
        if (ours) {
            refreshAfter(timer.life().dividedBy(2).minus(ago));
        }
        Duration third = timer.life().dividedBy(3);
        Duration margin = third.compareTo(MARGIN_MOST) < 0 ? third : MARGIN_MOST;
        end = after(timer.life().minus(margin).minus(ago), this::expired);
    }

    void stop() {
        Timers.stop(refresh);
        Timers.stop(end);
    }

    /** What our INVITE or UPDATE asks for. */
    void ask(SIPRequest request) {
        Refresher who = ours ? Refresher.UAC : Refresher.UAS;
        ask(request, least, timer.runs() ? new SessionTimer(max(timer.life(), least), who) : unsaid(rule, least));
    }

    /** The same where there is no dialog yet. */
    static void ask(SIPRequest request, Sessions rule, Duration least) {
        ask(request, max(rule.least(), least), unsaid(rule, least));
    }

    private static SessionTimer unsaid(Sessions rule, Duration least) {
        return new SessionTimer(max(rule.expires(), least), Refresher.UNSAID);
    }

    private static void ask(SIPRequest request, Duration least, SessionTimer timer) {
        Headers.set(request, "Supported", SessionTerms.TAG);
        Headers.set(request, "Session-Expires", timer.text());
        Headers.set(request, "Min-SE", Long.toString(least.toSeconds()));
    }

    /** After 422: true when the same may be asked for with a longer life (section 7.3). */
    boolean raised(SIPResponse refusal) {
        Duration wanted = SessionTimer.least(refusal);
        if (raises >= RAISES_MOST || wanted.compareTo(least) <= 0) {
            return false;
        }
        raises++;
        least = wanted;
        return true;
    }

    /** A refresh of ours came to nothing; there is time for another. */
    void again() {
        if (timer.runs() && ours) {
            refreshAfter(timer.life().dividedBy(6));
        }
    }

    private void refreshAfter(Duration delay) {
        Timers.stop(refresh);
        refresh = after(delay, this::refresh);
    }

    private void refresh() {
        leg.node().counters().add(Counter.SESSION_REFRESHES);
        boolean asked = dialog.peerTakes("UPDATE")
                ? dialog.send("UPDATE", new Asked(), update -> {}).isPresent()
                : dialog.reinvite() == CommandOutcome.DONE;
        if (!asked) {
            again();
        }
    }

    private void expired() {
        dialog.lost(EndedBy.EXPIRED, "SIP;cause=408;text=\"Session Expired\"");
    }

    private @Nullable Future<?> after(Duration delay, Runnable task) {
        return leg.node()
                .timers()
                .after(
                        delay,
                        () -> leg.call().locked(() -> {
                            if (!dialog.isOver()) {
                                task.run();
                            }
                        }));
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** Our UPDATE on its way. */
    private final class Asked implements ClientSink {
        @Override
        public void response(SIPResponse response) {
            leg.call().locked(() -> take(response));
        }

        private void take(SIPResponse response) {
            int status = response.getStatusCode();
            if (dialog.isOver() || !Responses.isFinal(status)) {
                return;
            }
            switch (status) {
                case 481, 408 -> dialog.gone(status);
                case 405, 501 -> {
                    dialog.peerRefuses("UPDATE");
                    refresh();
                }
                case 422 -> {
                    if (raised(response)) {
                        refresh();
                    } else {
                        again();
                    }
                }
                default -> {
                    if (Responses.isSuccess(status)) {
                        dialog.target(response);
                        answered(response);
                    } else {
                        again();
                    }
                }
            }
        }

        @Override
        public void timedOut() {
            leg.call().locked(() -> {
                if (!dialog.isOver()) {
                    dialog.gone(408);
                }
            });
        }
    }
}
