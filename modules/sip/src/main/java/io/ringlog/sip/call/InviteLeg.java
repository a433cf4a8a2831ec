package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.Destination;
import io.ringlog.sip.SipFact.FailCause;
import io.ringlog.sip.SipFact.LegChallenged;
import io.ringlog.sip.SipFact.LegFailed;
import io.ringlog.sip.SipFact.LegRinging;
import io.ringlog.sip.auth.DigestChallenges;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Uris;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.sip.ClientTransaction;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client side of an INVITE: ringing, cancelling, answered; tells its end once. What an answer means is below. */
abstract class InviteLeg extends Leg implements ClientSink {
    private static final Duration CANCEL_GUARD = Duration.ofSeconds(32);

    private static final Logger LOG = LoggerFactory.getLogger(InviteLeg.class);

    private enum State {
        TRYING,
        RINGING,
        CANCELLING,
        ANSWERED,
        OVER
    }

    private State state = State.TRYING;
    private boolean provisional;
    private boolean told;
    /** The far end wants credentials; nothing is on the wire until they come. */
    private boolean challenged;

    /** Another edge hands it on; what we have of the target is the connection there. */
    private boolean handedOn;

    private final Ways ways = new Ways(this);
    private @Nullable SIPRequest sent;
    private @Nullable Hop hop;
    private @Nullable String cancelReason;
    private @Nullable ClientTransaction tx;
    private @Nullable Future<?> ringTimer;
    private @Nullable Future<?> timerC;

    InviteLeg(Call call, String id) {
        super(call, id);
    }

    /** Finds out where the target is, and rings it there as soon as that is known; both within this time. */
    final void seek(Destination to, Duration ringTimeout) {
        handedOn = to.isThroughAnother();
        ringTimer = node().timers().after(ringTimeout, () -> call().locked(this::rangOut));
        ways.seek(to);
    }

    private void rangOut() {
        if (ways.isSeeking() && pending()) {
            unreachable(503, "No Route: the name was not found in time");
        } else {
            give(FailCause.NO_ANSWER, "No Answer");
        }
    }

    /** Builds the INVITE for this place, and launches it. */
    abstract void attempt(Hop place);

    /** Whether nobody has said anything of the call; a 100 says that somebody has the INVITE, and no more. */
    final boolean isTrying() {
        return state == State.TRYING;
    }

    /** Whether something has answered the INVITE as it was sent last, a 100 at least. */
    final boolean isHeard() {
        return provisional;
    }

    /** What the INVITE was sent in last; null when it did not leave. */
    final @Nullable ClientTransaction underWay() {
        return tx;
    }

    /** Sends the INVITE; fails the leg at once when that is impossible. */
    final void launch(SIPRequest invite, Hop to) {
        sent = invite;
        hop = to;
        provisional = false;
        tx = node().egress().send(invite, to, this).orElse(null);
        if (tx != null) {
            ways.begun(tx);
            restartTimerC();
        } else if (!ways.failed("Transport Error", false)) {
            unreachable("Transport Error");
        }
    }

    private void restartTimerC() {
        Timers.stop(timerC);
        timerC = node().timers()
                .after(
                        node().config().timing().timerC(),
                        () -> call().locked(() -> give(FailCause.TIMED_OUT, "Timer C")));
    }

    private void give(FailCause cause, String reason) {
        if (state == State.TRYING || state == State.RINGING) {
            fail(408, reason, cause, null);
            cancel(null);
        }
    }

    /** The INVITE as ordered; an order that makes no SIP message fails this leg and no more. */
    final Optional<SIPRequest> written(Supplier<Optional<SIPRequest>> draft) {
        try {
            return draft.get();
        } catch (IllegalArgumentException unwritable) {
            LOG.warn("leg {} of {} cannot be written as SIP", id(), call().id(), unwritable);
            return Optional.empty();
        }
    }

    /** No way leads there; the reason is for the story of the call. */
    final void unreachable(Destination to) {
        if (to.flowId() != null) {
            unreachable(430, "Flow Failed");
        } else if (Uris.parse(to.uri())
                        .map(Uris::transportOf)
                        .filter("tls"::equals)
                        .isPresent()
                && !node().egress().speaks("tls")) {
            unreachable(503, "No Route: TLS is asked for, which is not spoken here");
        } else {
            unreachable(503, "No Route");
        }
    }

    private void unreachable(String why) {
        unreachable(handedOn ? 430 : 503, handedOn ? "The edge of the phone is gone: " + why : why);
    }

    final void unreachable(int status, String reason) {
        fail(status, reason, FailCause.UNREACHABLE, null);
        done();
    }

    @Override
    public final void response(SIPResponse response) {
        call().locked(() -> take(response));
    }

    private void take(SIPResponse response) {
        int status = response.getStatusCode();
        if (status == 503 && ways.busy(status + " " + response.getReasonPhrase(), Headers.retryAfter(response))) {
            return;
        }
        ways.heard(status);
        if (status >= 300) {
            refused(response);
        } else if (status >= 200) {
            success(response);
        } else {
            provisional(response);
        }
    }

    private void provisional(SIPResponse response) {
        boolean first = !provisional;
        provisional = true;
        if (state == State.CANCELLING) {
            if (first) {
                sendCancel();
            }
            return;
        }
        boolean rings = state == State.TRYING || state == State.RINGING;
        if (response.getStatusCode() == 100 || !rings) {
            return;
        }
        restartTimerC();
        state = State.RINGING;
        String sdp = Bodies.sdp(response);
        ringing(response);
        call().tell(new LegRinging(call().id(), id(), response.getStatusCode(), sdp));
    }

    private void success(SIPResponse response) {
        switch (state) {
            case ANSWERED -> answeredAgain(response);
            case TRYING, RINGING -> {
                stopTimers();
                if (answered(response)) {
                    state = State.ANSWERED;
                } else {
                    dismiss(response);
                }
            }
            case CANCELLING, OVER -> dismiss(response);
        }
    }

    /** A 2xx that nobody wants any more: acknowledged and ended (RFC 3261 section 13.2.2.4). */
    final void dismiss(SIPResponse response) {
        LateAnswer.end(node().egress(), invite(), response, sentTo(), spoken());
        if (state != State.ANSWERED && state != State.OVER) {
            fail(487, "Answered Too Late", FailCause.CANCELLED, null);
            done();
        }
    }

    /** The highest number used towards the target beside that of the INVITE; 0 when none was. */
    long spoken() {
        return 0;
    }

    private void refused(SIPResponse response) {
        if (state == State.OVER || state == State.ANSWERED || retried(response) || challenged(response)) {
            return;
        }
        FailCause cause = state == State.CANCELLING ? FailCause.CANCELLED : FailCause.REFUSED;
        fail(response.getStatusCode(), response.getReasonPhrase(), cause, response);
        done();
    }

    /** Who is asked for credentials does not know them: whoever ordered the leg does. */
    private boolean challenged(SIPResponse refusal) {
        int status = refusal.getStatusCode();
        if ((status != 401 && status != 407) || !pending()) {
            return false;
        }
        challenged = true;
        provisional = false;
        tx = null;
        String uri = invite().getRequestURI().toString();
        call().tell(new LegChallenged(call().id(), id(), status, uri, DigestChallenges.of(refusal, invite())));
        return true;
    }

    final CommandOutcome authorize(String header, String value) {
        if (!challenged || !pending()) {
            return CommandOutcome.TOO_LATE;
        }
        challenged = false;
        retry(header, value);
        return CommandOutcome.DONE;
    }

    /** Sends the INVITE again as a request of its own, with this header (RFC 3261 section 22.2). */
    abstract void retry(String header, String value);

    /** Whether the leg tries once more because of this refusal. */
    boolean retried(SIPResponse refusal) {
        return false;
    }

    @Override
    public final void timedOut() {
        call().locked(() -> {
            if (ways.failed("Request Timeout", false)) {
                return;
            }
            if (state == State.TRYING || state == State.RINGING || state == State.CANCELLING) {
                FailCause cause = state == State.CANCELLING ? FailCause.CANCELLED : FailCause.TIMED_OUT;
                fail(408, "Request Timeout", cause, null);
                done();
            }
        });
    }

    @Override
    public final void lost(String why) {
        call().locked(() -> {
            boolean goesOn = isTrying() && ways.failed(why, true);
            // Who has the INVITE may answer over a connection of its own (RFC 3261 section 18.2.2).
            boolean waits = !isOver() && state != State.ANSWERED && (handedOn || !provisional);
            if (waits && !goesOn) {
                unreachable(why);
            }
        });
    }

    @Override
    public final boolean hangsOnConnection() {
        return handedOn;
    }

    /** Ends the attempt, for this Reason (RFC 3326); its end is told when the target has confirmed it. */
    final void cancel(@Nullable String reason) {
        if (state != State.TRYING && state != State.RINGING) {
            return;
        }
        state = State.CANCELLING;
        cancelReason = reason;
        stopTimers();
        if (challenged || ways.isSeeking()) {
            cancelUnheard();
            return;
        }
        if (provisional) {
            sendCancel();
        }
        node().timers().after(CANCEL_GUARD, () -> call().locked(this::cancelUnheard));
    }

    private void sendCancel() {
        ClientTransaction pending = tx;
        if (pending != null) {
            node().egress().cancel(pending, sentTo(), cancelReason);
        }
    }

    private void cancelUnheard() {
        if (state == State.CANCELLING) {
            fail(487, "Cancelled", FailCause.CANCELLED, null);
            done();
        }
    }

    private void fail(int status, @Nullable String reason, FailCause cause, @Nullable SIPResponse response) {
        if (told) {
            return;
        }
        told = true;
        Integer retryAfter = response == null ? null : Headers.retryAfter(response);
        List<String> contacts = response != null && status < 400 ? Headers.texts(response, "Contact") : List.of();
        call().tell(new LegFailed(
                call().id(), id(), status, reason == null ? "" : reason, cause, retryAfter, contacts));
    }

    /** The attempt or the answered leg is over. */
    final void done() {
        stopTimers();
        boolean attempt = state != State.ANSWERED;
        state = State.OVER;
        if (attempt) {
            call().caller().ifPresent(CallerLeg::targetFailed);
        }
        call().settle();
    }

    private void stopTimers() {
        Timers.stop(ringTimer);
        Timers.stop(timerC);
    }

    final boolean pending() {
        return state == State.TRYING || state == State.RINGING;
    }

    final boolean isAnswered() {
        return state == State.ANSWERED;
    }

    final SIPRequest invite() {
        SIPRequest request = sent;
        if (request == null) {
            throw new IllegalStateException("leg " + id() + " has not sent its INVITE");
        }
        return request;
    }

    final Hop sentTo() {
        Hop to = hop;
        if (to == null) {
            throw new IllegalStateException("leg " + id() + " has not been sent anywhere");
        }
        return to;
    }

    /** True when the response carries the branch of our INVITE. */
    final boolean sentBranch(String branch) {
        SIPRequest request = sent;
        return request != null
                && branch.equalsIgnoreCase(request.getTopmostVia().getBranch());
    }

    @Override
    final boolean isOver() {
        return state == State.OVER;
    }

    /** A first or further 1xx other than 100. */
    abstract void ringing(SIPResponse response);

    /** The first 2xx; false when it is not wanted. */
    abstract boolean answered(SIPResponse response);

    /** Another 2xx after the first: a repeat, or an answer of another fork further down. */
    abstract void answeredAgain(SIPResponse response);
}
