package io.ringlog.edge.call;

import io.ringlog.edge.directory.ChallengeRules;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.sip.RequestHead;
import io.ringlog.sip.SipPolicy;
import org.jspecify.annotations.Nullable;

/** Answers what signalling must know at once, out of the directory copy and the media of the call. Decides nothing. */
public final class EdgePolicy implements SipPolicy {

    private final ChallengeRules rules;
    private final MediaDesk media;
    private final CallIds ids;

    public EdgePolicy(ChallengeRules rules, MediaDesk media, CallIds ids) {
        this.rules = rules;
        this.media = media;
        this.ids = ids;
    }

    @Override
    public String mintCallId() {
        return ids.next();
    }

    @Override
    public Verdict screenInvite(RequestHead invite) {
        return rules.screenInvite(invite);
    }

    @Override
    public Verdict screenRegister(RequestHead register) {
        return rules.screenRegister(register);
    }

    @Override
    public Verdict screenSubscribe(RequestHead subscribe) {
        return rules.screenSubscribe(subscribe);
    }

    @Override
    public String rewriteSdp(SdpPassage passage) {
        return media.passed(
                passage.callId(),
                new MediaDesk.Passage(
                        LegNames.inLog(passage.fromLeg()),
                        LegNames.inLog(passage.toLeg()),
                        passage.role() == SdpRole.ANSWER,
                        passage.source()),
                passage.sdp());
    }

    @Override
    public @Nullable String answerReoffer(String callId, String legId, String sdp) {
        return media.reanswer(callId, LegNames.inLog(legId), sdp);
    }

    @Override
    public @Nullable String makeOffer(String callId, String legId) {
        return media.reoffer(callId, LegNames.inLog(legId));
    }
}
