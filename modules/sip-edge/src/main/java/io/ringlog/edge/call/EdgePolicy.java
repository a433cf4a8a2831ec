package io.ringlog.edge.call;

import io.ringlog.domain.journal.SourcesSeen.Deed;
import io.ringlog.edge.directory.ChallengeRules;
import io.ringlog.edge.directory.DirectoryCopy;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.edge.media.Passage;
import io.ringlog.edge.security.Scanners;
import io.ringlog.edge.security.Sightings;
import io.ringlog.sip.RequestHead;
import io.ringlog.sip.SipPolicy;
import io.ringlog.sip.Source;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Answers what signalling must know at once, out of the directory copy and the media of the call. Decides nothing. */
public final class EdgePolicy implements SipPolicy {

    private static final String UDP = "udp";

    private final ChallengeRules rules;
    private final MediaDesk media;
    private final CallIds ids;
    private final DirectoryCopy directory;
    private final Sightings sightings;

    public EdgePolicy(
            ChallengeRules rules, MediaDesk media, CallIds ids, DirectoryCopy directory, Sightings sightings) {
        this.directory = directory;
        this.sightings = sightings;
        this.rules = rules;
        this.media = media;
        this.ids = ids;
    }

    @Override
    public String mintCallId() {
        return ids.next();
    }

    @Override
    public boolean isBanned(InetAddress source) {
        return directory.bans().drops(source);
    }

    @Override
    public void garbled(InetAddress source) {
        sightings.saw(Deed.GARBLED, source.getHostAddress());
    }

    /** A program that scans is told nothing. Over UDP the address may be somebody else's, to whom that is no harm. */
    @Override
    public boolean ignores(Source source, String userAgent) {
        if (!Scanners.isOne(userAgent) || directory.isExempt(source.address())) {
            return false;
        }
        if (!source.transport().equals(UDP)) {
            sightings.saw(Deed.SCANNED, source.address());
        }
        return true;
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
                new Passage(
                        LegNames.inLog(passage.fromLeg()),
                        LegNames.inLog(passage.toLeg()),
                        passage.role() == SdpRole.ANSWER,
                        passage.source(),
                        passage.target()),
                passage.sdp());
    }

    @Override
    public String offerAt(String callId, String legId, String sdp, String address) {
        return media.offerAt(callId, LegNames.inLog(legId), address).orElse(sdp);
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
