package io.ringlog.edge;

import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.edge.facts.FactQueue;
import io.ringlog.edge.recording.MediaStore;
import io.ringlog.media.speech.Voice;
import io.ringlog.sip.SipNodeConfig;
import io.ringlog.sip.dns.DnsConfig;
import io.ringlog.sip.hep.HepCollector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one edge is set up; refuses values that cannot work.
 *
 * @param edge names the edge for ever: its command topic, its calls, its registrations
 * @param dataFolder epoch, key, spool and account media live here; one folder per edge
 * @param prompts sound files, by account and shared ones below {@code system}, in folders of which the first that has
 *     one counts; {@code media} in the data folder when there are none
 * @param recordings where finished recordings go; {@code recordings} in the data folder when absent
 * @param key shared by all edges behind one address (nonces, Record-Route); made in the data folder when absent
 * @param voice speaks prompts; they are tones when absent
 */
public record EdgeConfig(
        String edge,
        Path dataFolder,
        Sip sip,
        Media media,
        List<Path> prompts,
        Optional<MediaStore> recordings,
        Optional<byte[]> key,
        Optional<Voice> voice,
        Waits waits,
        Limits limits) {

    /**
     * Where SIP listens and the name it is known by outside; port 0 takes any.
     *
     * @param digests algorithms phones are asked for, the preferred first
     * @param forceRport answers over UDP go to the source of the request whether it asks for that or not (RFC 3581)
     * @param sessionExpires how long a session of a leg that is the edge's own lives without a refresh (RFC 4028)
     * @param sessionMin the shortest such life that is taken
     * @param streams what is listened for beside UDP and TCP
     * @param dns who is asked for names
     * @param edgeHost by what the other edges reach this one and no other; the advertised host when absent
     * @param six IPv6 beside the host
     * @param hep where copies of all messages go
     * @param serviceRoute what leads phones to this edge and no other, where they are told to send what they begin
     *     (RFC 3608); absent where they are not
     */
    public record Sip(
            String host,
            int port,
            String advertisedHost,
            List<String> digests,
            boolean forceRport,
            Duration sessionExpires,
            Duration sessionMin,
            SipNodeConfig.Streams streams,
            DnsConfig dns,
            Optional<String> edgeHost,
            Optional<Six> six,
            Optional<String> serviceRoute,
            Optional<HepCollector> hep) {
        public Sip(String host, int port, String advertisedHost) {
            this(
                    host,
                    port,
                    advertisedHost,
                    SipNodeConfig.DIGESTS,
                    false,
                    SipNodeConfig.Sessions.standard().expires(),
                    SipNodeConfig.Sessions.standard().least(),
                    SipNodeConfig.Streams.none(),
                    DnsConfig.ofTheMachine(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        public Sip beside(Six other) {
            return new Sip(
                    host,
                    port,
                    advertisedHost,
                    digests,
                    forceRport,
                    sessionExpires,
                    sessionMin,
                    streams,
                    dns,
                    edgeHost,
                    Optional.of(other),
                    serviceRoute,
                    hep);
        }

        Sip withSessions(Duration expires, Duration min) {
            return new Sip(
                    host,
                    port,
                    advertisedHost,
                    digests,
                    forceRport,
                    expires,
                    min,
                    streams,
                    dns,
                    edgeHost,
                    six,
                    serviceRoute,
                    hep);
        }
    }

    /** An address of IPv6, and the one that others are told; without brackets. */
    public record Six(String host, String advertisedHost) {}

    /**
     * Where media flows; ports 0 to 0 let the system choose.
     *
     * @param measured how often is told how the media of a call gets through; nothing for at its end alone
     * @param six IPv6 beside the host, on the same ports
     */
    public record Media(
            String host,
            String advertisedHost,
            int firstPort,
            int lastPort,
            int loops,
            Duration silence,
            Duration measured,
            Optional<Six> six) {
        public Media(String host, String advertisedHost, int firstPort, int lastPort, int loops, Duration silence) {
            this(host, advertisedHost, firstPort, lastPort, loops, silence, Duration.ofSeconds(60), Optional.empty());
        }

        public Media beside(Six other) {
            return new Media(host, advertisedHost, firstPort, lastPort, loops, silence, measured, Optional.of(other));
        }

        public static Media on(String host, int firstPort, int lastPort) {
            return new Media(host, host, firstPort, lastPort, 1, Duration.ofSeconds(60));
        }
    }

    /**
     * @param decision how long a caller waits for the brain before 503
     * @param ringing the longest any leg rings, whatever becomes of the brain's own timer
     * @param shedAfter a new request that waited so long for a thread is answered 503: the edge is overloaded
     * @param alone how often a party whose peer has gone is looked after while the brain is silent
     */
    public record Waits(Duration decision, Duration heartbeat, Duration ringing, Duration alone, Duration shedAfter) {
        public static Waits standard() {
            return new Waits(
                    Duration.ofSeconds(2),
                    Duration.ofMillis(500),
                    Duration.ofMinutes(3),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(500));
        }
    }

    /**
     * Ceilings of this edge, above which new work is refused.
     *
     * @param legsPerCall that ring or talk: the caller's, one more, and those that one command rings at most
     * @param invitesPerSource INVITEs a second from one address; more are dropped unanswered
     */
    public record Limits(
            int liveCalls, int invitesPerSource, int legsPerCall, int waitingRegisters, FactQueue.Limits facts) {
        /** A phone that is told to stop and never says so is let go after 32 s; it may be rung in vain so often. */
        private static final int RINGS_KEPT = 4;

        public static Limits standard() {
            return new Limits(5_000, 1_000, Obstacle.MOST_RUNG + 2, 10_000, FactQueue.Limits.standard());
        }

        /** Legs of a call with those that were told to stop and have not confirmed it; beside so many none begins. */
        public int keptLegsPerCall() {
            return RINGS_KEPT * legsPerCall;
        }
    }

    public EdgeConfig {
        if (!edge.matches("[a-zA-Z0-9_-]{1,100}")) {
            throw new IllegalArgumentException("edge id '" + edge + "' must be 1 to 100 of a-z A-Z 0-9 _ -");
        }
        if (waits.decision().isNegative() || waits.decision().isZero()) {
            throw new IllegalArgumentException("the decision wait must be longer than nothing");
        }
        key = key.map(byte[]::clone);
    }

    /** An edge with sensible waits and limits. */
    public static EdgeConfig of(String edge, Path dataFolder, Sip sip, Media media) {
        return new EdgeConfig(
                edge,
                dataFolder,
                sip,
                media,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Waits.standard(),
                Limits.standard());
    }

    public EdgeConfig with(Waits newWaits) {
        return new EdgeConfig(edge, dataFolder, sip, media, prompts, recordings, key, voice, newWaits, limits);
    }

    public EdgeConfig with(Limits newLimits) {
        return new EdgeConfig(edge, dataFolder, sip, media, prompts, recordings, key, voice, waits, newLimits);
    }

    public EdgeConfig withKey(byte[] shared) {
        return new EdgeConfig(
                edge, dataFolder, sip, media, prompts, recordings, Optional.of(shared), voice, waits, limits);
    }

    public EdgeConfig withPrompts(List<Path> folders) {
        return new EdgeConfig(edge, dataFolder, sip, media, folders, recordings, key, voice, waits, limits);
    }

    public EdgeConfig withRecordings(MediaStore store) {
        return new EdgeConfig(edge, dataFolder, sip, media, prompts, Optional.of(store), key, voice, waits, limits);
    }

    /** Prompts are spoken by it, and are tones without it. */
    public EdgeConfig with(Voice spoken) {
        return new EdgeConfig(
                edge, dataFolder, sip, media, prompts, recordings, key, Optional.of(spoken), waits, limits);
    }

    @Override
    public String toString() {
        return "EdgeConfig[" + edge + " at " + sip + ", media " + media + ", data in " + dataFolder + "]";
    }
}
