package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import javax.sip.address.Hop;

/** Ends a call that somebody answered too late: ACK, so that the 2xx stops, then BYE. */
final class LateAnswer {
    private LateAnswer() {}

    static void end(Egress egress, SIPRequest invite, SIPResponse answer, Hop sentTo) {
        DialogPeer peer = DialogPeer.callee(egress, invite, answer, sentTo);
        Hop hop = peer.hop().orElse(sentTo);
        SIPRequest ack = peer.ack(invite.getCSeq().getSeqNumber());
        egress.stamp(ack, hop, egress.branches().fresh());
        egress.sendAck(ack, hop);
        SIPRequest bye = peer.next("BYE");
        egress.stamp(bye, hop, egress.branches().fresh());
        egress.send(bye, hop, ClientSink.DEAF);
    }
}
