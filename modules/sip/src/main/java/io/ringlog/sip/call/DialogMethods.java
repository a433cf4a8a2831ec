package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.SipFact.DigitReceived;
import io.ringlog.sip.SipFact.EndedBy;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.InfoDigits;
import java.util.Map;
import java.util.TreeMap;
import javax.sip.ServerTransaction;

/** What a dialog of ours does with each method; a method that is not in the table gets 405 with what is. */
final class DialogMethods {

    /** Deals with one request in its dialog, which is locked and not over. */
    @FunctionalInterface
    interface Handler {
        void handle(UaDialog dialog, SIPRequest request, ServerTransaction tx);
    }

    private static final Map<String, Handler> TABLE = new TreeMap<>(Map.of(
            "BYE", DialogMethods::bye,
            "INFO", DialogMethods::info,
            "INVITE", (dialog, request, tx) -> dialog.session().invited(request, tx),
            "REFER",
                    (dialog, request, tx) ->
                            dialog.leg().call().refers().received(dialog.leg().id(), request, tx),
            "OPTIONS", (dialog, request, tx) -> dialog.reply(request, tx, 200),
            // RFC 3262 section 3: one that acknowledges nothing that waits for it.
            "PRACK", (dialog, request, tx) -> dialog.reply(request, tx, 481),
            "UPDATE", (dialog, request, tx) -> dialog.session().updated(request, tx)));

    /** ACK and CANCEL belong to INVITE: neither is a request that could be answered here. */
    static final String ALLOW = "ACK, CANCEL, " + String.join(", ", TABLE.keySet());

    private DialogMethods() {}

    static void handle(UaDialog dialog, SIPRequest request, ServerTransaction tx) {
        TABLE.getOrDefault(request.getMethod(), DialogMethods::unknown).handle(dialog, request, tx);
    }

    private static void unknown(UaDialog dialog, SIPRequest request, ServerTransaction tx) {
        dialog.reply(request, tx, 405);
    }

    private static void bye(UaDialog dialog, SIPRequest request, ServerTransaction tx) {
        dialog.reply(request, tx, 200);
        dialog.ended(EndedBy.PEER, Headers.text(request, "Reason"));
    }

    private static void info(UaDialog dialog, SIPRequest request, ServerTransaction tx) {
        dialog.reply(request, tx, 200);
        Leg leg = dialog.leg();
        InfoDigits.in(request)
                .ifPresent(digit -> leg.call()
                        .tell(new DigitReceived(leg.call().id(), leg.id(), digit.digit(), digit.durationMs())));
    }
}
