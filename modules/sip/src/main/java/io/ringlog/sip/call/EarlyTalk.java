package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.ProxyOptions;
import io.ringlog.sip.SipPolicy.SdpPassage;
import io.ringlog.sip.SipPolicy.SdpRole;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.sip.address.Hop;

/** The early dialogs of a caller and one target that has not answered yet (RFC 3261 section 12.1, RFC 3262, 3311). */
final class EarlyTalk implements Lane {
    /** A target may fork further; whoever makes more dialogs than this is passed on untouched. */
    private static final int DIALOGS_MOST = 16;

    private final CallerLeg caller;
    private final ForkLeg callee;
    private final boolean rewrites;
    private final CallerMask mask;
    private final Set<String> calleeTags = new LinkedHashSet<>();
    private long callerSeq;
    private long calleeSeq;
    private boolean prackAnswers;

    EarlyTalk(CallerLeg caller, ForkLeg callee, ProxyOptions options) {
        this.caller = caller;
        this.callee = callee;
        this.rewrites = options.rewriteSdp();
        this.mask = CallerMask.of(caller.invite(), options.from());
    }

    /** What the target sees of the caller's side. */
    CallerMask mask() {
        return mask;
    }

    /** The target has said something that makes a dialog. */
    void heard(SIPResponse provisional) {
        String tag = provisional.getToTag();
        if (tag != null && calleeTags.size() < DIALOGS_MOST) {
            calleeTags.add(tag);
        }
    }

    /** The leg whose party has this early dialog: its own tag, and that of the other party. */
    Optional<String> partyOf(String partyTag, String otherTag) {
        String callerTag = String.valueOf(caller.invite().getFromTag());
        if (calleeTags.contains(partyTag) && callerTag.equals(otherTag)) {
            return Optional.of(callee.id());
        }
        return callerTag.equals(partyTag) && calleeTags.contains(otherTag)
                ? Optional.of(caller.id())
                : Optional.empty();
    }

    boolean owns(SIPRequest request) {
        String callerTag = String.valueOf(caller.invite().getFromTag());
        return fromCaller(request)
                ? calleeTags.contains(String.valueOf(request.getToTag()))
                : callerTag.equals(request.getToTag()) && calleeTags.contains(String.valueOf(request.getFromTag()));
    }

    /** The highest number the caller used towards the target, as that knows it, and vice versa; 0 for none. */
    long seqOf(boolean ofCaller) {
        return ofCaller ? mask.seqOf(callerSeq) : calleeSeq;
    }

    @Override
    public boolean fromCaller(SIPRequest request) {
        return String.valueOf(caller.invite().getFromTag()).equals(request.getFromTag());
    }

    @Override
    public Optional<Hop> hopFor(SIPRequest request) {
        return fromCaller(request)
                ? Optional.of(callee.sentTo())
                : DialogPeer.caller(caller.node().egress(), caller.invite(), "").hop();
    }

    @Override
    public void passing(SIPRequest request) {
        long seq = request.getCSeq().getSeqNumber();
        if (fromCaller(request)) {
            callerSeq = Math.max(callerSeq, seq);
        } else {
            calleeSeq = Math.max(calleeSeq, seq);
        }
    }

    @Override
    public void dress(SIPMessage message, boolean callersRequest, boolean towardsCallee) {
        mask.dress(message, callersRequest, towardsCallee);
    }

    @Override
    public Optional<String> rewrite(boolean fromCaller, SdpRole role, String sdp, SIPMessage carrier) {
        if (!rewrites) {
            return Optional.of(sdp);
        }
        String from = fromCaller ? caller.id() : callee.id();
        String to = fromCaller ? callee.id() : caller.id();
        String source = Passages.source(carrier);
        String target = fromCaller ? null : Passages.source(caller.invite());
        return Passages.rewrite(
                callee.node().policy(), new SdpPassage(callee.call().id(), from, to, role, sdp, source, target));
    }

    @Override
    public SdpRole roleOf(SIPRequest request) {
        if (prackAnswers && request.getMethod().equals("PRACK")) {
            prackAnswers = false;
            return SdpRole.ANSWER;
        }
        return SdpRole.OFFER;
    }

    @Override
    public void offeredEarly() {
        prackAnswers = true;
    }
}
