package io.ringlog.testkit.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Messages that follow from another one: responses, the ACK of a refusal, CANCEL. */
final class PeerMessages {
    private PeerMessages() {}

    static SipText response(SipText request, int status, String toTag) {
        List<SipText.Header> headers = new ArrayList<>();
        for (SipText.Header h : request.headers()) {
            if (List.of("via", "record-route", "from", "call-id", "cseq")
                    .contains(h.name().toLowerCase(Locale.ROOT))) {
                headers.add(h);
            } else if (h.name().equalsIgnoreCase("To")) {
                boolean tagged = !SipText.parameter(h.value(), "tag").isEmpty();
                headers.add(tagged ? h : new SipText.Header("To", h.value() + ";tag=" + toTag));
            }
        }
        return new SipText("SIP/2.0 " + status + " " + (status < 200 ? "Ringing" : "Final"), headers, "");
    }

    static SipText acknowledgement(SipText invite, SipText response) {
        return new SipText("ACK " + invite.requestUri() + " SIP/2.0", List.of(), "")
                .with("Via", invite.header("Via"))
                .with("Max-Forwards", "70")
                .with("From", invite.header("From"))
                .with("To", response.header("To"))
                .with("Call-ID", invite.callId())
                .with("CSeq", invite.cseq() + " ACK");
    }

    static SipText cancel(SipText invite) {
        List<SipText.Header> routes = invite.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("Route"))
                .toList();
        return new SipText("CANCEL " + invite.requestUri() + " SIP/2.0", routes, "")
                .with("Via", invite.header("Via"))
                .with("Max-Forwards", "70")
                .with("From", invite.header("From"))
                .with("To", invite.header("To"))
                .with("Call-ID", invite.callId())
                .with("CSeq", invite.cseq() + " CANCEL");
    }
}
