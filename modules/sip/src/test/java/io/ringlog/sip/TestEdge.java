package io.ringlog.sip;

import io.ringlog.sip.RegisterAnswer.Bound;
import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipFact.RegisterReceived;
import io.ringlog.sip.stack.SipCounters.Counter;
import io.ringlog.testkit.sip.PeerDigest;
import io.ringlog.testkit.sip.SipPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A node with a small brain of its own: a registrar for "acme.test" with password "secret", and a routing lambda. */
final class TestEdge implements SipPolicy, AutoCloseable {
    static final String DOMAIN = "acme.test";
    static final String PASSWORD = "secret";
    static final byte[] KEY = "a key of the test cluster".getBytes(StandardCharsets.UTF_8);

    final SipNode node;
    final Map<String, Destination> contacts = new ConcurrentHashMap<>();
    final LinkedBlockingDeque<SipFact> facts = new LinkedBlockingDeque<>();
    final List<SipFact> seen = new ArrayList<>();
    final List<RegisterRequest> registers = new ArrayList<>();
    private final List<SipPeer> phones = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile Consumer<InviteReceived> routing = this::toRegistered;
    volatile Function<SdpPassage, String> rewriting = SdpPassage::sdp;
    volatile Function<RequestHead, Verdict> screening = head -> new Verdict.Challenge(DOMAIN);
    volatile UnaryOperator<String> reoffers = offer -> offer;
    volatile @Nullable String ownOffer;
    volatile boolean answersRegisters = true;
    volatile Predicate<InetAddress> banning = source -> false;
    final List<InetAddress> garblers = new CopyOnWriteArrayList<>();
    volatile String ignored = "nobody";

    @Override
    public String offerAt(String callId, String legId, String sdp, String address) {
        return sdp;
    }

    @Override
    public boolean isBanned(InetAddress source) {
        return banning.test(source);
    }

    @Override
    public void garbled(InetAddress source) {
        garblers.add(source);
    }

    @Override
    public boolean ignores(Source source, String userAgent) {
        return userAgent.equals(ignored);
    }

    TestEdge() {
        this(config -> config);
    }

    TestEdge(UnaryOperator<SipNodeConfig> shape) {
        node = SipNode.start(shape.apply(standard()), this, this::tell);
    }

    static SipNodeConfig standard() {
        return SipNodeConfig.on("127.0.0.1", 0, KEY).with(patient());
    }

    /** A cold JVM on a busy machine may take its time with the first messages. */
    private static SipNodeConfig.Timing patient() {
        return SipNodeConfig.Timing.standard().queueingFor(Duration.ofSeconds(10));
    }

    TestEdge routing(Consumer<InviteReceived> how) {
        routing = how;
        return this;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port());
    }

    SipPeer phone(String user) {
        return keep(SipPeer.udp(user, PASSWORD, DOMAIN, address()));
    }

    SipPeer tcpPhone(String user) {
        return keep(SipPeer.tcp(user, PASSWORD, DOMAIN, address()));
    }

    SipPeer registered(String user) {
        SipPeer phone = phone(user);
        phone.register();
        return phone;
    }

    private SipPeer keep(SipPeer phone) {
        phones.add(phone);
        return phone;
    }

    private synchronized void tell(SipFact fact) {
        seen.add(fact);
        facts.add(fact);
        switch (fact) {
            case RegisterReceived r -> register(r);
            case InviteReceived i -> routing.accept(i);
            default -> {}
        }
    }

    private void register(RegisterReceived fact) {
        registers.add(fact.request());
        if (!answersRegisters) {
            return;
        }
        DigestAnswer digest = fact.request().digest();
        if (digest != null && !right(digest)) {
            node.answerRegister(fact.requestId(), RegisterAnswer.challengeAgain(DOMAIN));
            return;
        }
        List<Bound> bound = new ArrayList<>();
        Integer expires = fact.request().expiresSec();
        for (RegisterRequest.Binding b : fact.request().bindings()) {
            String user = String.valueOf(fact.request().head().toUser());
            if (expires != null && expires == 0) {
                contacts.remove(user);
            } else {
                contacts.put(
                        user,
                        Destination.over(b.uri(), fact.request().head().source().flowId()));
                bound.add(new Bound(b.uri(), 3600));
            }
        }
        node.answerRegister(fact.requestId(), RegisterAnswer.accepted(bound));
    }

    private static boolean right(DigestAnswer d) {
        String ha1 = PeerDigest.ha1(d.algorithm(), d.username(), d.realm(), PASSWORD);
        String ha2 = hash(d.algorithm(), d.method() + ":" + d.uri());
        String text = ha1 + ":" + d.nonce() + ":" + d.nc() + ":" + d.cnonce() + ":" + d.qop() + ":" + ha2;
        return hash(d.algorithm(), text).equals(d.response());
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void toRegistered(InviteReceived invite) {
        Destination to = contacts.get(invite.request().head().requestUser());
        if (to == null) {
            node.reject(invite.callId(), SipRefusal.of(404));
        } else {
            node.proxy(invite.callId(), List.of(target("B", to)), ProxyOptions.plain());
        }
    }

    static ForkTarget target(String legId, Destination to) {
        return new ForkTarget(legId, to, Duration.ofSeconds(20));
    }

    /** The next fact of this kind; others before it are passed over. */
    <T extends SipFact> T await(Class<T> kind) {
        try {
            for (SipFact f = next(); f != null; f = next()) {
                if (kind.isInstance(f)) {
                    return kind.cast(f);
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("no " + kind.getSimpleName() + " came, only " + seen);
    }

    /** A fact is told a moment before its call is let go. */
    void awaitNoCalls() {
        until(() -> node.liveCalls() == 0, () -> node.liveCalls() + " calls are still alive after " + seen);
    }

    /** Messages are looked at by several workers: one may be answered before the one sent ahead of it is counted. */
    void awaitCount(Counter counter, long atLeast) {
        until(() -> node.counters().get(counter) >= atLeast, () -> counter + " was not counted after " + seen);
    }

    static void until(BooleanSupplier met, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!met.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(otherwise.get());
            }
            Thread.onSpinWait();
        }
    }

    private @Nullable SipFact next() throws InterruptedException {
        return facts.poll(15, TimeUnit.SECONDS);
    }

    @Override
    public String mintCallId() {
        return "call_" + ids.incrementAndGet();
    }

    @Override
    public Verdict screenInvite(RequestHead invite) {
        return screening.apply(invite);
    }

    @Override
    public Verdict screenRegister(RequestHead register) {
        return screening.apply(register);
    }

    @Override
    public Verdict screenSubscribe(RequestHead subscribe) {
        return screening.apply(subscribe);
    }

    @Override
    public String rewriteSdp(SdpPassage passage) {
        return rewriting.apply(passage);
    }

    @Override
    public @Nullable String answerReoffer(String callId, String legId, String sdp) {
        return reoffers.apply(sdp);
    }

    @Override
    public @Nullable String makeOffer(String callId, String legId) {
        return ownOffer;
    }

    @Override
    public void close() {
        phones.forEach(SipPeer::close);
        node.close();
    }
}
