package io.ringlog.sip;

import io.ringlog.sip.dns.DnsConfig;
import io.ringlog.sip.hep.HepCollector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where a node listens and what it lets in; it refuses values that cannot work and holds no routing.
 *
 * @param listening the addresses of both families, and what they are called outside
 * @param serviceRoute what leads phones to this node and no other, where they are told to send what they begin (RFC
 *     3608); absent where they are not
 * @param hep copies of all messages go to this collector of traces
 * @param forceRport answers over UDP go to where the request came from even if nobody asked for that (RFC 3581)
 */
public record SipNodeConfig(
        Listening listening,
        String userAgent,
        byte[] key,
        Timing timing,
        SipLimits limits,
        List<String> digests,
        boolean forceRport,
        Sessions sessions,
        Streams streams,
        DnsConfig dns,
        Optional<String> serviceRoute,
        Optional<HepCollector> hep) {

    /** The strongest first, since a client takes the first it knows (RFC 8760 section 2.4). */
    public static final List<String> DIGESTS = List.of("SHA-256", "MD5");

    /** A key shared by every edge of a cluster signs nonces and Record-Route tokens. */
    private static final int KEY_BYTES_MIN = 16;

    public SipNodeConfig {
        Objects.requireNonNull(listening);
        if (key.length < KEY_BYTES_MIN) {
            throw new IllegalArgumentException("SIP key must have at least " + KEY_BYTES_MIN + " bytes");
        }
        if (digests.isEmpty() || !Set.copyOf(DIGESTS).containsAll(digests)) {
            throw new IllegalArgumentException("digest algorithms must be some of " + DIGESTS + ", but are " + digests);
        }
        key = key.clone();
        digests = List.copyOf(digests);
    }

    /** A node on this address with sensible limits. Port 0 takes any free port (see {@link SipNode#port()}). */
    public static SipNodeConfig on(String host, int port, byte[] key) {
        return new SipNodeConfig(
                Listening.on(host, port),
                "Ringlog",
                key,
                Timing.standard(),
                SipLimits.standard(),
                DIGESTS,
                false,
                Sessions.standard(),
                Streams.none(),
                DnsConfig.ofTheMachine(),
                Optional.empty(),
                Optional.empty());
    }

    public SipNodeConfig advertising(String advertised) {
        return new SipNodeConfig(
                listening.advertising(advertised),
                userAgent,
                key,
                timing,
                limits,
                digests,
                forceRport,
                sessions,
                streams,
                dns,
                serviceRoute,
                hep);
    }

    /** Listens at an address of IPv6 too, and is reached by this one. */
    public SipNodeConfig beside(Listening.Six six) {
        return new SipNodeConfig(
                listening.beside(six),
                userAgent,
                key,
                timing,
                limits,
                digests,
                forceRport,
                sessions,
                streams,
                dns,
                serviceRoute,
                hep);
    }

    public SipNodeConfig with(Timing newTiming) {
        return new SipNodeConfig(
                listening,
                userAgent,
                key,
                newTiming,
                limits,
                digests,
                forceRport,
                sessions,
                streams,
                dns,
                serviceRoute,
                hep);
    }

    public SipNodeConfig with(SipLimits newLimits) {
        return new SipNodeConfig(
                listening,
                userAgent,
                key,
                timing,
                newLimits,
                digests,
                forceRport,
                sessions,
                streams,
                dns,
                serviceRoute,
                hep);
    }

    /** Asks phones for answers in these algorithms, in this order. */
    public SipNodeConfig asking(List<String> newDigests) {
        return new SipNodeConfig(
                listening,
                userAgent,
                key,
                timing,
                limits,
                newDigests,
                forceRport,
                sessions,
                streams,
                dns,
                serviceRoute,
                hep);
    }

    public SipNodeConfig forcingRport(boolean force) {
        return new SipNodeConfig(
                listening, userAgent, key, timing, limits, digests, force, sessions, streams, dns, serviceRoute, hep);
    }

    /** Copies of all messages go there. */
    public SipNodeConfig copyingTo(HepCollector collector) {
        return new SipNodeConfig(
                listening,
                userAgent,
                key,
                timing,
                limits,
                digests,
                forceRport,
                sessions,
                streams,
                dns,
                serviceRoute,
                Optional.of(collector));
    }

    /** Phones that register are told to send what they begin to this name or address. */
    public SipNodeConfig namingItself(String host) {
        Optional<String> told = Optional.of(host);
        return new SipNodeConfig(
                listening, userAgent, key, timing, limits, digests, forceRport, sessions, streams, dns, told, hep);
    }

    public SipNodeConfig with(Sessions newSessions) {
        return new SipNodeConfig(
                listening,
                userAgent,
                key,
                timing,
                limits,
                digests,
                forceRport,
                newSessions,
                streams,
                dns,
                serviceRoute,
                hep);
    }

    /** Listens for these streams too. */
    public SipNodeConfig with(Streams newStreams) {
        return new SipNodeConfig(
                listening,
                userAgent,
                key,
                timing,
                limits,
                digests,
                forceRport,
                sessions,
                newStreams,
                dns,
                serviceRoute,
                hep);
    }

    /** Looks names up like this. */
    public SipNodeConfig with(DnsConfig newDns) {
        return new SipNodeConfig(
                listening,
                userAgent,
                key,
                timing,
                limits,
                digests,
                forceRport,
                sessions,
                streams,
                newDns,
                serviceRoute,
                hep);
    }

    /** Other edges reach it by this name or address. */
    public SipNodeConfig amongEdgesAt(String newEdgeHost) {
        return new SipNodeConfig(
                listening.amongEdgesAt(newEdgeHost),
                userAgent,
                key,
                timing,
                limits,
                digests,
                forceRport,
                sessions,
                streams,
                dns,
                serviceRoute,
                hep);
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    @Override
    public String toString() {
        return "SipNodeConfig[" + listening + "]";
    }

    /**
     * Session timers of the legs that are ours (RFC 4028).
     *
     * @param expires how long a session lives without a refresh, as we offer it
     * @param least what is asked for and is less gets 422; 90 s is the least that the RFC allows
     */
    public record Sessions(Duration expires, Duration least) {
        public Sessions {
            if (least.isNegative() || least.isZero() || expires.compareTo(least) < 0) {
                throw new IllegalArgumentException("a session must live at least " + least.toSeconds()
                        + " s, but is given " + expires.toSeconds());
            }
        }

        public static Sessions standard() {
            return new Sessions(Duration.ofMinutes(30), Duration.ofSeconds(90));
        }
    }

    /**
     * What is listened for beside UDP and TCP; a port that is 0 is any, one that is absent is none.
     *
     * @param certificates a folder for each SIP domain and one called {@code default}, as ACME clients write them
     * @param selfSigned makes the default certificate where there is none: for development
     * @param authorities in PEM, for peers that we call by TLS; those of the Java runtime when absent
     * @param certificatesEvery how often newer certificates are looked for
     * @param handshakeMax who is not through by then loses the connection
     * @param pingEvery a browser that was not heard for so long is asked, and gone if it does not answer as fast
     * @param origins web pages whose scripts may connect by WebSocket; {@code *} is every page
     */
    public record Streams(
            OptionalInt tls,
            OptionalInt ws,
            OptionalInt wss,
            Optional<Path> certificates,
            boolean selfSigned,
            Optional<Path> authorities,
            Duration certificatesEvery,
            Duration handshakeMax,
            Duration pingEvery,
            List<String> origins) {
        public Streams {
            if ((tls.isPresent() || wss.isPresent()) && certificates.isEmpty()) {
                throw new IllegalArgumentException("TLS needs a folder of certificates");
            }
            origins = List.copyOf(origins);
        }

        /** On any free port, with these certificates. */
        public Streams tls(Path folder) {
            return new Streams(
                    OptionalInt.of(0),
                    ws,
                    wss,
                    Optional.of(folder),
                    selfSigned,
                    authorities,
                    certificatesEvery,
                    handshakeMax,
                    pingEvery,
                    origins);
        }

        /** Checks whom it calls against these authorities. */
        public Streams trusting(Optional<Path> newAuthorities) {
            return new Streams(
                    tls,
                    ws,
                    wss,
                    certificates,
                    selfSigned,
                    newAuthorities,
                    certificatesEvery,
                    handshakeMax,
                    pingEvery,
                    origins);
        }

        public static Streams none() {
            return new Streams(
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    List.of());
        }
    }

    /** How long the node waits for what. {@code timerC} is RFC 3261 section 16.6 step 11. */
    public record Timing(
            Duration decisionTimeout,
            Duration nonceLifetime,
            Duration timerC,
            Duration queueAgeMax,
            Duration partialMessageMax,
            Duration idleConnectionMax,
            Duration retryAfter) {

        public static Timing standard() {
            return new Timing(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(300),
                    Duration.ofSeconds(185),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(15),
                    Duration.ofSeconds(5));
        }

        public Timing queueingFor(Duration limit) {
            return new Timing(
                    decisionTimeout, nonceLifetime, timerC, limit, partialMessageMax, idleConnectionMax, retryAfter);
        }

        public Timing decidingWithin(Duration limit) {
            return new Timing(
                    limit, nonceLifetime, timerC, queueAgeMax, partialMessageMax, idleConnectionMax, retryAfter);
        }

        public Timing noncesLiving(Duration lifetime) {
            return new Timing(
                    decisionTimeout, lifetime, timerC, queueAgeMax, partialMessageMax, idleConnectionMax, retryAfter);
        }

        public Timing partialMessagesFor(Duration limit) {
            return new Timing(
                    decisionTimeout, nonceLifetime, timerC, queueAgeMax, limit, idleConnectionMax, retryAfter);
        }
    }
}
