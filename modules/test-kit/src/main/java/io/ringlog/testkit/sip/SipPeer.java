package io.ringlog.testkit.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A simulated phone. Construct it, say how it behaves, register, call; every wait has a deadline. */
public final class SipPeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String user;
    private final String password;
    private final String domain;
    private final PeerSocket socket;
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1, Thread.ofVirtual().name("peer-clock").factory());
    private final Map<String, PeerTransaction> pending = new ConcurrentHashMap<>();
    private final Map<String, SipText> responses = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<SipText>> awaited = new ConcurrentHashMap<>();
    private final Map<String, PeerCall> calls = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<PeerCall> incoming = new LinkedBlockingQueue<>();
    private final List<String> conversation = new CopyOnWriteArrayList<>();
    private final String registration = token() + "@peer";
    private volatile PeerManner manner = PeerManner.answering();
    private volatile PeerMedia media = PeerMedia.silent();
    private volatile String algorithm = "SHA-256";
    private long registerSeq;

    public SipPeer(String user, String password, String domain, PeerWay way) {
        this.user = user;
        this.password = password;
        this.domain = domain;
        this.socket = way.open();
        socket.listen(this::received);
    }

    public static SipPeer udp(String user, String password, String domain, InetSocketAddress server) {
        return new SipPeer(user, password, domain, PeerWay.udp(server));
    }

    public static SipPeer tcp(String user, String password, String domain, InetSocketAddress server) {
        return new SipPeer(user, password, domain, PeerWay.tcp(server));
    }

    public SipPeer behaving(PeerManner newManner) {
        manner = newManner;
        return this;
    }

    public SipPeer speaking(PeerMedia newMedia) {
        media = newMedia;
        return this;
    }

    /** Sends to another server from now on, as a phone does whose address of the cluster resolves anew; UDP only. */
    public void towards(InetSocketAddress server) {
        socket.towards(server);
    }

    /** Which digest algorithm the phone knows: SHA-256 or MD5. */
    public SipPeer hashing(String newAlgorithm) {
        algorithm = newAlgorithm;
        return this;
    }

    PeerMedia media() {
        return media;
    }

    public String user() {
        return user;
    }

    public int localPort() {
        return socket.localPort();
    }

    public String contactUri() {
        String uri = "sip:" + user + "@" + socket.place();
        return socket.transport().equals("UDP") ? uri : uri + ";transport=" + socket.parameter();
    }

    String contact() {
        return "<" + contactUri() + ">";
    }

    public String via() {
        return "SIP/2.0/" + socket.transport() + " " + socket.place() + ";branch=z9hG4bK" + token() + ";rport";
    }

    private static String token() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    // Registering

    /** Registers for an hour, answering a challenge; returns the final response. */
    public SipText register() {
        return register(3600);
    }

    public SipText unregister() {
        return register(0);
    }

    public SipText register(int expiresSec) {
        SipText first = request(registerRequest(expiresSec));
        return first.status() == 401 ? request(authorised(registerRequest(expiresSec), first)) : first;
    }

    private synchronized SipText registerRequest(int expiresSec) {
        registerSeq++;
        String aor = "<sip:" + user + "@" + domain + ">";
        return start("REGISTER", "sip:" + domain, aor, aor + ";tag=" + token(), registration, registerSeq)
                .with("Contact", contact())
                .with("Expires", Integer.toString(expiresSec));
    }

    private SipText authorised(SipText request, SipText challenge) {
        String name = challenge.status() == 407 ? "Proxy-Authorization" : "Authorization";
        return request.with(name, PeerDigest.answer(challenge, algorithm, user, password, request));
    }

    private SipText start(String method, String uri, String to, String from, String callId, long seq) {
        return new SipText(method + " " + uri + " SIP/2.0", List.of(), "")
                .with("Via", via())
                .with("Max-Forwards", "70")
                .with("From", from)
                .with("To", to)
                .with("Call-ID", callId)
                .with("CSeq", seq + " " + method)
                .with("User-Agent", "SipPeer");
    }

    // Calling

    /** Calls and returns at once; wait with the call's await methods. Challenges are answered. */
    public PeerCall call(String uri) {
        return call(uri, List.of());
    }

    public PeerCall call(String uri, List<SipText.Header> extra) {
        String tag = token();
        String from = "\"" + user + "\" <sip:" + user + "@" + domain + ">;tag=" + tag;
        SipText invite = invite(uri, from, token() + "@peer", 1, extra);
        PeerCall call = new PeerCall(this, invite, true, tag);
        calls.put(invite.callId(), call);
        invite(call, invite, extra);
        return call;
    }

    private SipText invite(String uri, String from, String callId, long seq, List<SipText.Header> extra) {
        SipText invite =
                start("INVITE", uri, "<" + uri + ">", from, callId, seq).with("Contact", contact());
        for (SipText.Header header : extra) {
            invite = invite.with(header.name(), header.value());
        }
        return media.offers() ? invite.withSdp(media.describe("sendrecv")) : invite;
    }

    private void invite(PeerCall call, SipText invite, List<SipText.Header> extra) {
        PeerTransaction tx = open(invite, call::provisional);
        tx.finalResponse.thenAccept(response -> {
            boolean challenged = response.status() == 407 || response.status() == 401;
            if (response.status() < 300) {
                call.success(response);
            } else if (challenged && invite.cseq() == 1) {
                SipText again = authorised(
                        invite(invite.requestUri(), invite.header("From"), invite.callId(), 2, extra), response);
                call.resent(again);
                invite(call, again, extra);
            } else {
                call.failure(response);
            }
        });
    }

    /** Takes a sent INVITE back. */
    public void cancel(SipText invite) {
        open(PeerMessages.cancel(invite), response -> {});
    }

    /** The next incoming call. */
    public PeerCall awaitIncoming() {
        try {
            PeerCall call = incoming.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (call == null) {
                throw missed("an incoming call");
            }
            return call;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted waiting for a call", e);
        }
    }

    public int incomingWaiting() {
        return incoming.size();
    }

    // Sending

    /** Sends a request and waits for its final response. */
    public SipText request(SipText request) {
        return finalOf(open(request, response -> {}));
    }

    private SipText finalOf(PeerTransaction tx) {
        return get(tx.finalResponse, "a final response to " + tx.request.method());
    }

    private SipText get(CompletableFuture<SipText> future, String what) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw missed(what);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("waiting for " + what, e);
        }
    }

    /** Sends these bytes and waits for the final response to the request that they are meant to be. */
    public SipText requestRaw(SipText meant, byte[] bytes) {
        PeerTransaction tx = new PeerTransaction(meant, response -> {});
        pending.put(meant.branch() + meant.method(), tx);
        socket.send(bytes);
        return finalOf(tx);
    }

    /** The first response with this Call-ID, whatever it answers. */
    public SipText awaitResponse(String callId) {
        CompletableFuture<SipText> arrival = awaited.computeIfAbsent(callId, id -> new CompletableFuture<>());
        return get(arrival, "a response for " + callId);
    }

    private PeerTransaction open(SipText request, java.util.function.Consumer<SipText> onProvisional) {
        PeerTransaction tx = new PeerTransaction(request, onProvisional);
        pending.put(request.branch() + request.method(), tx);
        transmit(request);
        repeat(tx, Duration.ofMillis(500));
        return tx;
    }

    private void repeat(PeerTransaction tx, Duration after) {
        if (socket.transport().equals("UDP")) {
            later(after, () -> {
                if (tx.quiet() && after.toSeconds() < 8) {
                    transmit(tx.request);
                    repeat(tx, after.multipliedBy(2));
                }
            });
        }
    }

    void later(Duration delay, Runnable task) {
        try {
            clock.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            conversation.add("(closed)");
        }
    }

    /** Sends a message as it is. */
    public void transmit(SipText message) {
        conversation.add("--> " + message);
        if (message.isResponse()) {
            socket.respond(message.bytes(), message.responseAddress());
        } else {
            socket.send(message.bytes());
        }
    }

    /** Sends bytes that may be no SIP at all. */
    public void transmit(byte[] raw) {
        socket.send(raw);
    }

    void respond(SipText request, SipText response) {
        responses.put(request.branch() + request.method(), response);
        transmit(response);
    }

    /** Repeats a 2xx until it is acknowledged. */
    void respondUntil(SipText request, SipText response, CompletableFuture<SipText> acknowledged) {
        respond(request, response);
        later(Duration.ofMillis(500), () -> {
            if (!acknowledged.isDone()) {
                respondUntil(request, response, acknowledged);
            }
        });
    }

    private void received(String text) {
        conversation.add("<-- " + text);
        SipText message = SipText.parse(text);
        if (message.isResponse()) {
            receivedResponse(message);
        } else {
            receivedRequest(message);
        }
    }

    private void receivedResponse(SipText response) {
        awaited.computeIfAbsent(response.callId(), id -> new CompletableFuture<>())
                .complete(response);
        PeerTransaction tx = pending.get(response.branch() + response.method());
        if (tx == null) {
            return;
        }
        boolean invite = response.method().equals("INVITE");
        if (invite && response.status() >= 300) {
            transmit(PeerMessages.acknowledgement(tx.request, response));
        } else if (invite && response.status() >= 200 && tx.finalResponse.isDone()) {
            PeerCall call = calls.get(response.callId());
            if (call != null) {
                call.acknowledge(response);
            }
        }
        tx.received(response);
    }

    private void receivedRequest(SipText request) {
        SipText earlier = responses.get(request.branch() + request.method());
        PeerCall call = calls.get(request.callId());
        if (earlier != null) {
            transmit(earlier);
        } else if (call != null && !request.toTag().isEmpty()) {
            insideDialog(call, request);
        } else {
            switch (request.method()) {
                case "INVITE" -> invited(request);
                case "CANCEL" -> cancelled(call, request);
                case "ACK" -> conversation.add("(stray ACK)");
                default -> respond(request, PeerMessages.response(request, manner.asked(request.method()), token()));
            }
        }
    }

    private void invited(SipText invite) {
        PeerCall call = new PeerCall(this, invite, false, token());
        PeerCall earlier = calls.putIfAbsent(invite.callId(), call);
        if (earlier == null || earlier.refused()) {
            calls.put(invite.callId(), call);
            incoming.add(call);
            manner.invited(call);
        }
    }

    private void cancelled(@Nullable PeerCall call, SipText cancel) {
        respond(cancel, PeerMessages.response(cancel, 200, token()));
        if (call != null) {
            call.cancelledBy(cancel);
            manner.cancelled(call);
        }
    }

    private void insideDialog(PeerCall call, SipText request) {
        switch (request.method()) {
            case "ACK" -> call.acknowledgedBy(request);
            case "BYE" -> {
                respond(request, PeerMessages.response(request, 200, call.localTag()));
                call.endedBy(request);
            }
            case "INVITE", "UPDATE" -> call.changedBy(request, manner);
            case "CANCEL" -> cancelled(call, request);
            default -> {
                respond(request, PeerMessages.response(request, manner.asked(request.method()), call.localTag()));
                call.other(request);
            }
        }
    }

    /** Everything sent and received so far. */
    public List<String> conversation() {
        return List.copyOf(conversation);
    }

    AssertionError missed(String what) {
        return new AssertionError(
                user + " waited in vain for " + what + "; so far:\n" + String.join("\n", conversation));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        socket.close();
    }
}
