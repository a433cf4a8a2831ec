package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPMessage;
import io.ringlog.sip.SipPolicy;
import io.ringlog.sip.SipPolicy.SdpPassage;
import io.ringlog.sip.sdp.BadSdp;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the other side's SDP; empty when the description is too broken to be rewritten. */
final class Passages {
    private static final Logger LOG = LoggerFactory.getLogger(Passages.class);

    private Passages() {}

    /** Where a message really came from. */
    static String source(SIPMessage carrier) {
        return carrier.getPeerPacketSourceAddress().getHostAddress();
    }

    static Optional<String> rewrite(SipPolicy policy, SdpPassage passage) {
        try {
            return Optional.of(policy.rewriteSdp(passage));
        } catch (BadSdp broken) {
            LOG.debug("SDP of {} in {} cannot be rewritten", passage.fromLeg(), passage.callId(), broken);
            return Optional.empty();
        }
    }
}
