package io.ringlog.relay;

import static org.awaitility.Awaitility.await;

import io.ringlog.media.audio.AudioSource;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A relay on loopback with two phones of one call, as most specs need it. */
final class Exchange implements AutoCloseable {
    static final String CALL = "call";
    static final double HZ_A = 500;
    static final double HZ_B = 900;

    final HeardEvents events = new HeardEvents();
    final MediaRelay relay;
    final TestPhone phoneA = new TestPhone(HZ_A, 0xA);
    final TestPhone phoneB = new TestPhone(HZ_B, 0xB);
    final LegPorts a;
    final LegPorts b;
    private int barriers;

    Exchange(UnaryOperator<RelaySettings> settings) throws IOException, PortsExhausted {
        relay = MediaRelays.start(settings.apply(onLoopback()), events);
        a = relay.open(CALL, "a", LegMedia.MIRRORED);
        b = relay.open(CALL, "b", LegMedia.MIRRORED);
    }

    static RelaySettings onLoopback() {
        return RelaySettings.at(InetAddress.getLoopbackAddress())
                .withPorts(PortRange.EPHEMERAL)
                .withLoops(2);
    }

    /** Both phones are known, speak both laws and are connected. */
    Exchange connected() throws IOException {
        met();
        join("a", "b");
        settled();
        return this;
    }

    /** Lets legs of the call talk, or more of them join. */
    void join(String... legs) {
        try {
            relay.join("talk", Stream.of(legs).map(leg -> new LegKey(CALL, leg)).toList());
        } catch (TalkRefused e) {
            throw new AssertionError(e);
        }
    }

    Exchange known() {
        relay.remote(CALL, "a", phoneA.media(Payloads.g711(101)));
        relay.remote(CALL, "b", phoneB.media(Payloads.g711(101)));
        settled();
        return this;
    }

    /**
     * Both phones have sent a packet, so the relay has learned them. Phones send one every 20 ms; a test that sends
     * many at once would lose those that arrive in the microseconds in which a socket is connected.
     */
    Exchange met() throws IOException {
        known();
        phoneA.talk(a);
        phoneB.talk(b);
        until("a", LegCounters::packetsIn, 1);
        until("b", LegCounters::packetsIn, 1);
        settled();
        return this;
    }

    /** Waits until the loop has carried out all commands so far: it does so in order. */
    void settled() {
        String id = "barrier" + barriers++;
        relay.play(CALL, "nobody", new Playback(id, AudioSource.silence()));
        untilTold("call/nobody finished " + id + " CLOSED");
        events.lines.removeIf(line -> line.startsWith("call/nobody"));
    }

    void remote(String leg, RemoteMedia media) {
        relay.remote(CALL, leg, media);
        settled();
    }

    LegCounters count(String leg) {
        return relay.counters(CALL, leg).orElseThrow();
    }

    void until(String leg, ToLongFunction<LegCounters> counter, long atLeast) {
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> counter.applyAsLong(count(leg)) >= atLeast);
    }

    void untilTold(String line) {
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> events.lines.contains(line));
    }

    @Override
    public void close() {
        relay.close();
        phoneA.close();
        phoneB.close();
    }
}
