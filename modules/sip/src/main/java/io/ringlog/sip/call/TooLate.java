package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import javax.sip.address.Hop;

/** An INVITE that nobody waits for any more because another place was tried: who answers it yet is hung up. */
record TooLate(Egress egress, SIPRequest invite, Hop sentTo) implements ClientSink {
    @Override
    public void response(SIPResponse response) {
        LateAnswer.end(egress, invite, response, sentTo, 0);
    }

    @Override
    public void timedOut() {
        // It was given up before.
    }
}
