package io.ringlog.testkit.phone;

import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.G711;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.Tone;
import io.ringlog.media.dtmf.DigitEncoder;
import io.ringlog.media.rtp.RtpStream;
import io.ringlog.media.rtp.RtpView;
import io.ringlog.testkit.sip.PeerMedia;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The media half of a simulated phone: sends a tone in G.711 over real UDP, presses keys (RFC 4733), and tells which
 * tone it hears. It knows no SIP; the other half hands it session descriptions.
 */
public final class RtpPeer implements PeerMedia, AutoCloseable {
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(Frames.MILLIS);
    private static final int LOUDNESS = 8_000;
    private static final int KEY_MS = 100;

    private final DatagramChannel channel;
    private final InetAddress address;
    private final Tone tone;
    private final RtpStream stream;
    private final Ear ear = new Ear();
    private final Queue<Character> keys = new ConcurrentLinkedQueue<>();
    private final Queue<DigitEncoder.Step> pressing = new ArrayDeque<>();
    private final AtomicInteger version = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile @Nullable Sdp remote;
    private final AtomicLong leftOut = new AtomicLong();
    private volatile int leavesOutOneOf;
    private volatile long lateNanos;
    private long frames;
    private int pressStarted;
    private int pressFrame;

    private RtpPeer(DatagramChannel channel, InetAddress address, double toneHz) {
        this.channel = channel;
        this.address = address;
        this.tone = new Tone(toneHz, LOUDNESS);
        var random = ThreadLocalRandom.current();
        this.stream = new RtpStream(random.nextInt(), random.nextInt(0x8000), random.nextInt());
    }

    /** Opens a port on the address; nothing is sent before {@link #remote}. */
    public static RtpPeer open(InetAddress address, double toneHz) {
        try {
            var channel = DatagramChannel.open().bind(new InetSocketAddress(address, 0));
            var peer = new RtpPeer(channel, address, toneHz);
            Thread.ofVirtual().name("rtp-in").start(peer::listen);
            Thread.ofVirtual().name("rtp-out").start(peer::speak);
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A session description of ours, as an offer or as an answer: PCMU, PCMA and telephone events. */
    @Override
    public String describe(String direction) {
        return Sdp.text(address.getHostAddress(), port(), version.incrementAndGet(), direction);
    }

    /** Sends from now on where the far end's session description says, in the codec it prefers. */
    @Override
    public void remote(String sdp) {
        remote = Sdp.read(sdp);
    }

    /**
     * From now on one packet of so many is numbered and not sent, and each second one leaves that much later.
     *
     * @param oneOf 0 to send all
     */
    public void suffers(int oneOf, Duration late) {
        leavesOutOneOf = oneOf;
        lateNanos = late.toNanos();
    }

    /** Packets that were numbered and not sent. */
    public long leftOut() {
        return leftOut.get();
    }

    /** Presses one key for a tenth of a second. */
    public void press(char key) {
        keys.add(key);
    }

    /** Whether the last moments carried this tone and little else. */
    public boolean hears(double hz) {
        return ear.hears(hz);
    }

    /** The share of a tone in the last moments; 0 when nothing arrived in them. */
    public double share(double hz) {
        return ear.share(hz);
    }

    /** Whether sound, any sound, arrived in the last moments. */
    public boolean hearsAnything() {
        return ear.hearsAnything();
    }

    public long received() {
        return ear.packets();
    }

    public long sent() {
        return sent.get();
    }

    /** Packets that could not be sent. */
    public long lost() {
        return lost.get();
    }

    public int port() {
        try {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        var packet = ByteBuffer.allocate(2_048);
        var view = new RtpView();
        try {
            while (channel.isOpen()) {
                packet.clear();
                channel.receive(packet);
                if (view.wrap(packet.flip())) {
                    ear.hear(view);
                }
            }
        } catch (ClosedChannelException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void speak() {
        var packet = ByteBuffer.allocate(RtpView.HEADER_BYTES + Frames.SAMPLES);
        long next = System.nanoTime();
        while (channel.isOpen()) {
            next += FRAME_NANOS;
            LockSupport.parkNanos(next + (frames % 2 == 0 ? 0 : lateNanos) - System.nanoTime());
            Sdp there = remote;
            if (there != null && there.wantsSound()) {
                frame(there, packet);
            }
        }
    }

    private void frame(Sdp there, ByteBuffer packet) {
        startKey(there);
        if (pressing.isEmpty()) {
            var samples = new short[Frames.SAMPLES];
            tone.read(samples);
            var coded = new byte[Frames.SAMPLES];
            there.codec().encode(samples, coded);
            stream.write(packet.clear(), there.codec().payloadType(), false, coded, Frames.SAMPLES);
            frames++;
            if (leavesOutOneOf > 0 && frames % leavesOutOneOf == 0) {
                leftOut.incrementAndGet();
            } else {
                send(there, packet);
            }
            return;
        }
        pressFrame++;
        while (!pressing.isEmpty() && pressing.element().frame() <= pressFrame) {
            var step = pressing.remove();
            var payload = step.event().payload();
            stream.writeAt(packet.clear(), there.eventType(), step.marker(), payload, pressStarted);
            send(there, packet);
        }
        stream.skip(Frames.SAMPLES);
    }

    private void startKey(Sdp there) {
        Character key = pressing.isEmpty() && there.eventType() >= 0 ? keys.poll() : null;
        if (key != null) {
            pressing.addAll(DigitEncoder.press(key, KEY_MS));
            pressStarted = stream.nextTimestamp();
            pressFrame = 0;
        }
    }

    private void send(Sdp there, ByteBuffer packet) {
        try {
            channel.send(packet.flip(), there.address());
            sent.incrementAndGet();
        } catch (SocketException | ClosedChannelException refusedOrClosed) {
            // A far end that has gone answers with ICMP; a real phone goes on until signalling tells it to stop.
            lost.incrementAndGet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last moments of what arrived. */
    private static final class Ear {
        private static final int WINDOW = Frames.SAMPLES_PER_SECOND * 2 / 5;
        private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

        private final short[] ring = new short[WINDOW];
        private int at;
        private long packets;
        private long lastNanos;

        synchronized void hear(RtpView packet) {
            packets++;
            G711 codec = codec(packet.payloadType());
            if (codec == null) {
                return;
            }
            lastNanos = System.nanoTime();
            for (short sample : codec.decode(packet.payload())) {
                ring[at] = sample;
                at = (at + 1) % WINDOW;
            }
        }

        synchronized boolean hears(double hz) {
            return isFresh() && Goertzel.hears(inOrder(), hz);
        }

        synchronized double share(double hz) {
            return isFresh() ? Goertzel.share(inOrder(), hz) : 0;
        }

        synchronized boolean hearsAnything() {
            long energy = 0;
            for (short sample : ring) {
                energy += Math.abs(sample);
            }
            return isFresh() && energy / WINDOW > 50;
        }

        synchronized long packets() {
            return packets;
        }

        private boolean isFresh() {
            return packets > 0 && System.nanoTime() - lastNanos < FRESH_NANOS;
        }

        private short[] inOrder() {
            var samples = new short[WINDOW];
            System.arraycopy(ring, at, samples, 0, WINDOW - at);
            System.arraycopy(ring, 0, samples, WINDOW - at, at);
            return samples;
        }

        private static @Nullable G711 codec(int payloadType) {
            return switch (payloadType) {
                case 0 -> G711.PCMU;
                case 8 -> G711.PCMA;
                default -> null;
            };
        }
    }
}
