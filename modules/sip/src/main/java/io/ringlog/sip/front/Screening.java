package io.ringlog.sip.front;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.Challenge;
import io.ringlog.sip.DigestAnswer;
import io.ringlog.sip.SipPolicy.Verdict;
import io.ringlog.sip.auth.Challenges.Finding;
import io.ringlog.sip.call.NodeParts;

/**
 * Carries out what the policy says about new senders. Challenges keep no state: answering a scanner must cost less
 * than scanning.
 */
public final class Screening {
    private final NodeParts node;

    public Screening(NodeParts node) {
        this.node = node;
    }

    /** What is left to do with the request. */
    public sealed interface Result {
        /** It answers a valid nonce; whether rightly is for the brain to say. */
        record Admitted(DigestAnswer digest) implements Result {}

        record Trusted() implements Result {}

        /** It has been answered, or is to be forgotten. */
        record Handled() implements Result {}
    }

    public Result invite(SIPRequest invite) {
        return carryOut(node.policy().screenInvite(Translation.head(invite, node.egress())), invite, true);
    }

    public Result register(SIPRequest register) {
        return carryOut(node.policy().screenRegister(Translation.head(register, node.egress())), register, false);
    }

    public Result subscribe(SIPRequest subscribe) {
        return carryOut(node.policy().screenSubscribe(Translation.head(subscribe, node.egress())), subscribe, false);
    }

    private Result carryOut(Verdict verdict, SIPRequest request, boolean proxy) {
        return switch (verdict) {
            case Verdict.Accept() -> new Result.Trusted();
            case Verdict.Ignore() -> new Result.Handled();
            case Verdict.Refuse(int status, String reason) -> {
                node.egress().refuse(request, status, reason);
                yield new Result.Handled();
            }
            case Verdict.Challenge(String realm) ->
                switch (node.challenges().find(request, realm, proxy)) {
                    case Finding.Answered(DigestAnswer digest) -> new Result.Admitted(digest);
                    case Finding.Missing() -> challenge(request, realm, proxy, false);
                    case Finding.Stale() -> challenge(request, realm, proxy, true);
                };
        };
    }

    private Result challenge(SIPRequest request, String realm, boolean proxy, boolean stale) {
        SIPResponse response = node.egress().stateless(request, proxy ? 407 : 401, null);
        node.challenges().challenge(response, request, new Challenge(realm, stale));
        node.egress().respondStateless(response);
        return new Result.Handled();
    }
}
