package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.sip.SipNode;

/** The caller's leg has one name in the log and another in signalling; all other legs are named by the log. */
final class LegNames {

    private LegNames() {}

    static String inLog(String sipLeg) {
        return sipLeg.equals(SipNode.CALLER) ? CallFact.CALLER : sipLeg;
    }

    static String inSip(String logLeg) {
        return logLeg.equals(CallFact.CALLER) ? SipNode.CALLER : logLeg;
    }
}
