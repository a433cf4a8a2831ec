package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Headers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;

/**
 * Reliable provisional responses to an INVITE of ours, and the PRACK that each gets in its early dialog (RFC 3262
 * section 4). Whoever is behind the target may fork: there is a dialog for each tag.
 */
final class EarlyAnswers {
    /** Whoever makes more dialogs than this is not acknowledged. */
    private static final int DIALOGS_MOST = 16;

    private static final Pattern RSEQ = Pattern.compile("[0-9]{1,10}");

    private static final class Early {
        final DialogPeer peer;
        long rseq;
        long spoken;

        @Nullable
        String sdp;

        Early(DialogPeer peer) {
            this.peer = peer;
        }
    }

    private final NodeParts node;
    private final Map<String, Early> byTag = new HashMap<>();

    EarlyAnswers(NodeParts node) {
        this.node = node;
    }

    /** The INVITE goes out again as another request: what was said to the one before is over. */
    void restart() {
        byTag.clear();
    }

    /** @param sentTo where the INVITE went */
    void heard(SIPRequest invite, SIPResponse provisional, Hop sentTo) {
        String tag = provisional.getToTag();
        String rseq = String.valueOf(Headers.text(provisional, "RSeq")).strip();
        boolean reliable =
                Headers.tags(provisional, "Require").stream().anyMatch(ReliableProgress.TAG::equalsIgnoreCase);
        if (tag == null || !reliable || !RSEQ.matcher(rseq).matches()) {
            return;
        }
        Early early = byTag.get(tag);
        if (early == null && byTag.size() < DIALOGS_MOST) {
            early = new Early(DialogPeer.callee(node.egress(), invite, provisional, sentTo));
            byTag.put(tag, early);
        }
        if (early != null && isNext(early, Long.parseLong(rseq))) {
            early.rseq = Long.parseLong(rseq);
            early.sdp = early.sdp == null ? Bodies.sdp(provisional) : early.sdp;
            acknowledge(early, invite);
        }
    }

    /** One that was heard before is acknowledged already, and one that is ahead of its turn comes again. */
    private static boolean isNext(Early early, long rseq) {
        return early.rseq == 0 || rseq == early.rseq + 1;
    }

    private void acknowledge(Early early, SIPRequest invite) {
        Optional<Hop> hop = early.peer.hop();
        if (hop.isEmpty()) {
            return;
        }
        SIPRequest prack = early.peer.next("PRACK");
        early.spoken = prack.getCSeq().getSeqNumber();
        Headers.set(prack, "RAck", early.rseq + " " + invite.getCSeq().getSeqNumber() + " INVITE");
        Headers.set(prack, "User-Agent", node.egress().userAgent());
        node.egress().stamp(prack, hop.get(), node.egress().branches().fresh());
        node.egress().send(prack, hop.get(), ClientSink.DEAF);
    }

    /** The highest number used towards whoever has this tag; 0 when none was. */
    long spokenTo(@Nullable String tag) {
        Early early = byTag.get(String.valueOf(tag));
        return early == null ? 0 : early.spoken;
    }

    /** The highest number used towards anybody. */
    long spoken() {
        return byTag.values().stream().mapToLong(it -> it.spoken).max().orElse(0);
    }

    /** What answered our offer: the first description that was reliable, or else that of the 200 (RFC 3261 13.2.1). */
    @Nullable
    String answerIn(SIPResponse ok) {
        Early early = byTag.get(String.valueOf(ok.getToTag()));
        return early == null || early.sdp == null ? Bodies.sdp(ok) : early.sdp;
    }
}
