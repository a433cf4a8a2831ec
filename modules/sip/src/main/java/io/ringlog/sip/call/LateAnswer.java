package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import javax.sip.address.Hop;

/** Ends a call that somebody answered too late: ACK, so that the 2xx stops, then BYE. */
final class LateAnswer {
    private LateAnswer() {}

    /** @param spoken the highest number that the dialog has used towards whoever answered; 0 when only the INVITE's */
    static void end(Egress egress, SIPRequest invite, SIPResponse answer, Hop sentTo, long spoken) {
        DialogPeer peer = DialogPeer.callee(egress, invite, answer, sentTo);
        peer.spoken(spoken);
        Hop hop = peer.hop().orElse(sentTo);
        SIPRequest ack = peer.ack(invite.getCSeq().getSeqNumber());
        egress.stamp(ack, hop, egress.branches().fresh());
        egress.sendAck(ack, hop);
        SIPRequest bye = peer.next("BYE");
        egress.stamp(bye, hop, egress.branches().fresh());
        egress.send(bye, hop, ClientSink.DEAF);
    }
}
