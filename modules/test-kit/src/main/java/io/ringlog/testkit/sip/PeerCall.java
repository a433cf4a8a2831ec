package io.ringlog.testkit.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One call as a phone sees it, from either side; all awaiting has a deadline. */
public final class PeerCall {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final SipPeer peer;
    private final boolean outgoing;
    private final CompletableFuture<SipText> ringing = new CompletableFuture<>();
    private final CompletableFuture<SipText> answered = new CompletableFuture<>();
    private final CompletableFuture<SipText> acknowledged = new CompletableFuture<>();
    private final CompletableFuture<SipText> failed = new CompletableFuture<>();
    private final CompletableFuture<SipText> cancelled = new CompletableFuture<>();
    private final CompletableFuture<SipText> ended = new CompletableFuture<>();
    private final LinkedBlockingQueue<SipText> changes = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<SipText> acknowledgements = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<SipText> others = new LinkedBlockingQueue<>();
    private final String localTag;
    private SipText invite;
    private String remoteParty = "";
    private String remoteTarget = "";
    private List<String> routes = List.of();
    private long seq;
    private boolean finalSent;
    private @Nullable String remoteSdp;
    private volatile @Nullable SipText change;

    PeerCall(SipPeer peer, SipText invite, boolean outgoing, String localTag) {
        this.peer = peer;
        this.invite = invite;
        this.outgoing = outgoing;
        this.localTag = localTag;
        this.seq = outgoing ? invite.cseq() : 0;
        if (!outgoing) {
            remoteParty = invite.header("From");
            remoteTarget = SipText.uriOf(invite.header("Contact"));
            routes = invite.all("Record-Route");
            takeSdp(invite);
        }
    }

    public SipPeer peer() {
        return peer;
    }

    /** The INVITE as it was sent, or as it arrived. */
    public SipText invite() {
        return invite;
    }

    void resent(SipText again) {
        invite = again;
        seq = again.cseq();
    }

    public String callId() {
        return invite.callId();
    }

    String localTag() {
        return localTag;
    }

    public @Nullable String remoteSdp() {
        return remoteSdp;
    }

    void provisional(SipText response) {
        if (!response.toTag().isEmpty() && response.find("Contact").isPresent()) {
            established(response);
        }
        takeSdp(response);
        ringing.complete(response);
    }

    private void established(SipText response) {
        remoteParty = response.header("To");
        remoteTarget = SipText.uriOf(response.header("Contact"));
        List<String> recorded = new ArrayList<>(response.all("Record-Route"));
        routes = recorded.reversed();
    }

    void success(SipText response) {
        established(response);
        takeSdp(response);
        acknowledge(response);
        answered.complete(response);
    }

    /** The ACK of a 2xx to an INVITE of ours. */
    public void acknowledge(SipText response) {
        SipText ack = inside("ACK", response.cseq());
        boolean answers = outgoing && invite.body().isEmpty() && response.cseq() == invite.cseq();
        peer.transmit(answers ? ack.withSdp(peer.media().describe("sendrecv")) : ack);
    }

    void failure(SipText response) {
        failed.complete(response);
    }

    void acknowledgedBy(SipText ack) {
        takeSdp(ack);
        acknowledgements.add(ack);
        acknowledged.complete(ack);
    }

    void cancelledBy(SipText cancel) {
        cancelled.complete(cancel);
    }

    void endedBy(SipText bye) {
        ended.complete(bye);
    }

    /** A re-INVITE or UPDATE. */
    void changedBy(SipText request, PeerManner manner) {
        change = request;
        manner.changed(this);
        changes.add(request);
    }

    private SipText change() {
        SipText asked = change;
        if (asked == null) {
            throw new IllegalStateException("nobody has asked for a change");
        }
        return asked;
    }

    /** Answers the last re-INVITE or UPDATE with our description. */
    public void acceptChange() {
        acceptChange(List.of());
    }

    /** The same with more headers; an UPDATE that offers nothing is answered by none. */
    public void acceptChange(List<SipText.Header> more) {
        SipText request = change();
        takeSdp(request);
        String asked = request.body().contains("a=sendonly") ? "recvonly" : "sendrecv";
        String answer = request.body().contains("a=inactive") ? "inactive" : asked;
        SipText ok = PeerMessages.response(request, 200, localTag)
                .with("Contact", peer.contact())
                .with(more);
        boolean bare = request.method().equals("UPDATE") && request.body().isEmpty();
        peer.respond(request, bare ? ok : ok.withSdp(peer.media().describe(answer)));
    }

    /** 180 to the last re-INVITE: somebody is asked. */
    public void ponderChange() {
        peer.respond(change(), PeerMessages.response(change(), 180, localTag).with("Contact", peer.contact()));
    }

    public void refuseChange(int status) {
        refuseChange(status, List.of());
    }

    public void refuseChange(int status, List<SipText.Header> more) {
        peer.respond(change(), PeerMessages.response(change(), status, localTag).with(more));
    }

    /** 500 to the last re-INVITE or UPDATE: not now, but after so many seconds (RFC 3261 section 14.2). */
    public void postponeChange(int retryAfterSec) {
        SipText response = PeerMessages.response(change(), 500, localTag);
        peer.respond(change(), response.with("Retry-After", Integer.toString(retryAfterSec)));
    }

    void other(SipText request) {
        others.add(request);
    }

    private void takeSdp(SipText message) {
        if (message.body().startsWith("v=0")) {
            remoteSdp = message.body();
            peer.media().remote(message.body());
        }
    }

    public PeerCall ring() {
        if (!finalSent) {
            peer.respond(invite, PeerMessages.response(invite, 180, localTag).with("Contact", peer.contact()));
        }
        return this;
    }

    /** A provisional response with our description: an early dialog with media. */
    public PeerCall progress(int status, List<SipText.Header> more) {
        if (!finalSent) {
            SipText response = PeerMessages.response(invite, status, localTag)
                    .with("Contact", peer.contact())
                    .with(more);
            peer.respond(invite, response.withSdp(peer.media().describe("sendrecv")));
        }
        return this;
    }

    public PeerCall answer() {
        return answer(List.of());
    }

    /** 200 with more headers than everybody's. */
    public PeerCall answer(List<SipText.Header> more) {
        if (!finalSent) {
            finalSent = true;
            SipText ok = PeerMessages.response(invite, 200, localTag)
                    .with("Contact", peer.contact())
                    .with(more)
                    .withSdp(peer.media().describe("sendrecv"));
            peer.respondUntil(invite, ok, acknowledged);
            answered.complete(ok);
        }
        return this;
    }

    public PeerCall refuse(int status) {
        return refuse(status, List.of());
    }

    public PeerCall refuse(int status, List<SipText.Header> more) {
        if (!finalSent) {
            finalSent = true;
            peer.respond(invite, PeerMessages.response(invite, status, localTag).with(more));
        }
        return this;
    }

    /** 407 as a carrier asks for credentials. */
    public PeerCall challenge(String realm) {
        String digest = "Digest realm=\"" + realm + "\", nonce=\"n1\", qop=\"auth\"";
        return refuse(407, List.of(new SipText.Header("Proxy-Authenticate", digest)));
    }

    boolean refused() {
        return finalSent && !answered.isDone();
    }

    /** 487 to the cancelled INVITE. */
    public void confirmCancel() {
        refuse(487);
    }

    public PeerCall cancel() {
        peer.cancel(invite);
        return this;
    }

    /** BYE; returns the final response. */
    public SipText hangUp() {
        SipText response = peer.request(nextInside("BYE"));
        ended.complete(response);
        return response;
    }

    public SipText hold() {
        return offer("sendonly");
    }

    public SipText resume() {
        return offer("sendrecv");
    }

    /** A re-INVITE with our description; returns the final response, already acknowledged. */
    public SipText offer(String direction) {
        SipText invited = nextInside("INVITE")
                .with("Contact", peer.contact())
                .withSdp(peer.media().describe(direction));
        SipText response = peer.request(invited);
        if (response.status() < 300) {
            takeSdp(response);
            acknowledge(response);
        }
        return response;
    }

    /** A digit by INFO; returns the final response. */
    public SipText digit(char digit) {
        SipText info = nextInside("INFO").with("Content-Type", "application/dtmf-relay");
        String body = "Signal=" + digit + "\r\nDuration=160\r\n";
        return peer.request(new SipText(info.firstLine(), info.headers(), body));
    }

    /** Any request inside the dialog; returns the final response. */
    public SipText send(String method) {
        return peer.request(nextInside(method));
    }

    /** The next request of the dialog, not sent: for tests that bend it. */
    public SipText nextInside(String method) {
        seq++;
        return inside(method, seq);
    }

    private SipText inside(String method, long number) {
        String mine = outgoing ? invite.header("From") : invite.header("To") + ";tag=" + localTag;
        List<SipText.Header> headers = new ArrayList<>();
        headers.add(new SipText.Header("Via", peer.via()));
        routes.forEach(route -> headers.add(new SipText.Header("Route", route)));
        headers.add(new SipText.Header("From", mine));
        headers.add(new SipText.Header("To", remoteParty));
        headers.add(new SipText.Header("Call-ID", callId()));
        headers.add(new SipText.Header("CSeq", number + " " + method));
        headers.add(new SipText.Header("Max-Forwards", "70"));
        return new SipText(method + " " + remoteTarget + " SIP/2.0", headers, "");
    }

    public SipText awaitRinging() {
        return await(ringing, "a provisional response");
    }

    public SipText awaitAnswered() {
        return await(answered, "an answer");
    }

    public SipText awaitAcknowledged() {
        return await(acknowledged, "an ACK");
    }

    /** Waits until a 2xx of ours to this INVITE has been acknowledged so often; ACKs of others are passed over. */
    public void awaitAcknowledged(SipText invite, int times) {
        for (int seen = 0; seen < times; ) {
            if (take(acknowledgements, "an ACK of " + invite.cseq()).cseq() == invite.cseq()) {
                seen++;
            }
        }
    }

    public SipText awaitCancelled() {
        return await(cancelled, "a CANCEL");
    }

    public SipText awaitEnded() {
        return await(ended, "a BYE");
    }

    /** The final error of an outgoing call. */
    public SipText awaitFailed() {
        return await(failed, "a refusal");
    }

    /** The final answer to an outgoing call, whichever it is. */
    public SipText awaitFinal() {
        return await(answered.applyToEither(failed, either -> either), "a final answer");
    }

    /** The next re-INVITE or UPDATE. */
    public SipText awaitChange() {
        return take(changes, "a changed session");
    }

    /** The next INFO or other request that is no session change. */
    public SipText awaitOther() {
        return take(others, "another request");
    }

    public boolean isEnded() {
        return ended.isDone();
    }

    public boolean isAnswered() {
        return answered.isDone();
    }

    /** Whether an outgoing call was refused. */
    public boolean isFailed() {
        return failed.isDone();
    }

    private SipText take(LinkedBlockingQueue<SipText> queue, String what) {
        try {
            SipText next = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw peer.missed(what);
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted waiting for " + what, e);
        }
    }

    private SipText await(CompletableFuture<SipText> future, String what) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw peer.missed(what);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("waiting for " + what, e);
        }
    }
}
