package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.SipFact.SessionRefused;

/** What becomes of a re-INVITE of ours. */
record OwnReinvite(Leg leg, UaDialog dialog) implements ClientSink {

    @Override
    public void response(SIPResponse response) {
        leg.call().locked(() -> {
            int status = response.getStatusCode();
            if (status >= 300) {
                refused(status);
            } else if (status >= 200) {
                dialog.reinviteAccepted(response);
            }
        });
    }

    @Override
    public void timedOut() {
        leg.call().locked(() -> refused(408));
    }

    private void refused(int status) {
        dialog.reinviteOver();
        leg.call().tell(new SessionRefused(leg.call().id(), leg.id(), status));
    }
}
