package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.SipFact.ReferReceived;
import io.ringlog.sip.SipFact.ReferTarget;
import io.ringlog.sip.SipFact.Replaced;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Randoms;
import io.ringlog.sip.message.References;
import io.ringlog.sip.message.Responses;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;

/**
 * What parties of a call ask by REFER (RFC 3515): each waits for its answer, and hears by NOTIFY how far it is once
 * that was 202. Under the call's lock.
 */
final class Refers {
    /** A party asks one thing at a time; whoever asks more has not waited for the answer. */
    private static final int OPEN_MOST = 4;
    /** A REFER is answered within 64*T1 (RFC 3261 section 17.1.2.2), and a take-over takes ten seconds at most. */
    private static final Duration ANSWER_BY = Duration.ofSeconds(15);
    /** No target rings longer than a call may be passed on. */
    private static final int SUBSCRIBED_SEC = 600;

    private final Call call;
    private final Map<String, Refer> open = new HashMap<>();
    private final Map<String, Integer> countByLeg = new HashMap<>();

    /** One REFER, answered or not; {@code number} counts those of its party. */
    private static final class Refer {
        private final String legId;
        private final SIPRequest request;
        private final ServerTransaction tx;
        private final int number;
        private @Nullable Future<?> patience;
        private boolean accepted;

        Refer(String legId, SIPRequest request, ServerTransaction tx, int number) {
            this.legId = legId;
            this.request = request;
            this.tx = tx;
            this.number = number;
        }

        /** RFC 4488: whoever says so hears nothing of it. */
        boolean isSilent() {
            return "false".equalsIgnoreCase(Headers.text(request, "Refer-Sub"));
        }
    }

    Refers(Call call) {
        this.call = call;
    }

    void received(String legId, SIPRequest request, ServerTransaction tx) {
        Optional<ReferTarget> target = References.target(request, call.node().egress()::isUs);
        if (target.isEmpty()) {
            respond(request, tx, 400, null);
        } else if (open.size() >= OPEN_MOST) {
            respond(request, tx, 491, null);
        } else {
            Refer refer = new Refer(legId, request, tx, countByLeg.merge(legId, 1, Integer::sum));
            String referId = "rf-" + Randoms.hex(8);
            open.put(referId, refer);
            refer.patience = call.node().timers().after(ANSWER_BY, () -> call.locked(() -> answer(referId, 503, null)));
            String by = Headers.text(request, "Referred-By");
            String replaces = target.get().replaces();
            if (replaces == null) {
                call.tell(new ReferReceived(call.id(), legId, referId, target.get(), null, by));
            } else {
                // An early dialog is looked for under the lock of its call, which nobody may wait for who holds
                // another.
                call.node().timers().after(Duration.ZERO, () -> {
                    Replaced named = call.node().calls().partyOf(replaces).orElse(null);
                    call.locked(() -> call.tell(new ReferReceived(call.id(), legId, referId, target.get(), named, by)));
                });
            }
        }
    }

    CommandOutcome answer(String referId, int status, @Nullable String warning) {
        Refer refer = open.get(referId);
        if (refer == null || refer.accepted) {
            return CommandOutcome.TOO_LATE;
        }
        Timers.stop(refer.patience);
        refer.accepted = Responses.isSuccess(status);
        if (!refer.accepted || refer.isSilent()) {
            open.remove(referId);
        }
        SIPResponse response = Responses.of(refer.request, status, null);
        if (warning != null) {
            Headers.set(response, "Warning", warning);
        }
        if (refer.accepted && refer.isSilent()) {
            Headers.set(response, "Refer-Sub", "false");
        }
        if (refer.accepted) {
            Headers.set(response, "Contact", call.node().egress().contactFor(refer.request));
        }
        call.node().egress().respond(refer.tx, response);
        return CommandOutcome.DONE;
    }

    CommandOutcome tell(String referId, int status, boolean last) {
        Refer refer = open.get(referId);
        UaDialog dialog = refer == null
                ? null
                : call.leg(refer.legId)
                        .map(Leg::dialog)
                        .filter(it -> !it.isOver())
                        .orElse(null);
        if (refer == null || dialog == null || !refer.accepted) {
            return CommandOutcome.TOO_LATE;
        }
        if (last) {
            open.remove(referId);
        }
        dialog.send("NOTIFY", ClientSink.DEAF, notify -> furnish(notify, refer, status, last));
        return CommandOutcome.DONE;
    }

    /** The first REFER of a dialog needs no id to be told from others (RFC 3515 section 2.4.6). */
    private static void furnish(SIPRequest notify, Refer refer, int status, boolean last) {
        long seq = refer.request.getCSeq().getSeqNumber();
        Headers.set(notify, "Event", refer.number == 1 ? "refer" : "refer;id=" + seq);
        Headers.set(
                notify,
                "Subscription-State",
                last ? "terminated;reason=noresource" : "active;expires=" + SUBSCRIBED_SEC);
        Bodies.setFragment(notify, "SIP/2.0 " + status + " " + SIPResponse.getReasonPhrase(status) + "\r\n");
    }

    /** A party has left: what it asked is answered, and nobody is told any more. */
    void partyGone(String legId) {
        List.copyOf(open.entrySet()).stream()
                .filter(it -> it.getValue().legId.equals(legId))
                .forEach(it -> drop(it.getKey()));
    }

    void over() {
        List.copyOf(open.keySet()).forEach(this::drop);
    }

    private void drop(String referId) {
        answer(referId, 481, null);
        open.remove(referId);
    }

    private void respond(SIPRequest request, ServerTransaction tx, int status, @Nullable String toTag) {
        call.node().egress().respond(tx, Responses.of(request, status, toTag));
    }
}
