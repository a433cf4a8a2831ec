package io.ringlog.lab.load;

import io.ringlog.media.rtp.RtpStream;
import io.ringlog.media.rtp.RtpView;
import io.ringlog.testkit.sip.PeerMedia;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.BitSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The media half of a phone whose every packet says whose it is and which: 50 a second in PCMU while it is told to
 * speak. What arrives is told apart as the other party's, once or again, and as anybody else's.
 */
public final class NumberedMedia implements PeerMedia, AutoCloseable {
    private static final long FRAME_NANOS = 20_000_000;
    private static final int PAYLOAD_BYTES = 160;
    private static final Pattern CONNECTION = Pattern.compile("(?m)^c=IN IP4 (\\S+)");
    private static final Pattern AUDIO = Pattern.compile("(?m)^m=audio (\\d+) ");

    /**
     * What has arrived from the other party.
     *
     * @param received its packets, each counted once
     * @param repeated its packets that came once more
     * @param lost numbers left out below the highest that came
     * @param foreign packets that nobody in the call sent
     */
    public record Heard(long received, long repeated, long lost, long foreign) {
        public static final Heard NOTHING = new Heard(0, 0, 0, 0);

        public Heard plus(Heard more) {
            return new Heard(
                    received + more.received, repeated + more.repeated, lost + more.lost, foreign + more.foreign);
        }
    }

    private final DatagramChannel channel;
    private final String toldHost;
    private final long owner = ThreadLocalRandom.current().nextLong();
    private final RtpStream stream;
    private final AtomicInteger sent = new AtomicInteger();
    private final BitSet numbers = new BitSet();
    private volatile @Nullable InetSocketAddress remote;
    private volatile @Nullable NumberedMedia other;
    private volatile boolean speaking;
    private long repeated;
    private long foreign;

    private NumberedMedia(DatagramChannel channel, String toldHost) {
        this.channel = channel;
        this.toldHost = toldHost;
        var random = ThreadLocalRandom.current();
        this.stream = new RtpStream(random.nextInt(), random.nextInt(0x10000), random.nextInt());
    }

    /** @param toldHost what its descriptions say, which behind a NAT is not where it sends from */
    public static NumberedMedia open(InetAddress address, String toldHost) throws IOException {
        var media = new NumberedMedia(DatagramChannel.open().bind(new InetSocketAddress(address, 0)), toldHost);
        Thread.ofVirtual().name("numbered-in").start(media::listen);
        Thread.ofVirtual().name("numbered-out").start(media::speak);
        return media;
    }

    /** Two that expect each other's packets and nobody else's, with nothing counted yet. */
    public static void pair(NumberedMedia one, NumberedMedia two) {
        one.begin(two);
        two.begin(one);
    }

    private synchronized void begin(NumberedMedia party) {
        speaking = false;
        other = party;
        remote = null;
        sent.set(0);
        repeated = 0;
        foreign = 0;
        numbers.clear();
    }

    /** Speaks, or falls silent. */
    public void speaking(boolean now) {
        speaking = now;
    }

    @Override
    public String describe(String direction) {
        return SipText.sdp(toldHost, port());
    }

    @Override
    public void remote(String sdp) {
        Matcher host = CONNECTION.matcher(sdp);
        Matcher port = AUDIO.matcher(sdp);
        if (host.find() && port.find()) {
            remote = new InetSocketAddress(host.group(1), Integer.parseInt(port.group(1)));
        }
    }

    /** Where it sends to, once the other side has said so. */
    public @Nullable InetSocketAddress remote() {
        return remote;
    }

    /** What its packets name as their source (RFC 3550 section 5.1); a stranger may copy it. */
    public int ssrc() {
        return stream.ssrc();
    }

    public long sent() {
        return sent.get();
    }

    public synchronized Heard heard() {
        int received = numbers.cardinality();
        return new Heard(received, repeated, numbers.length() - received, foreign);
    }

    private int port() {
        try {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        var packet = ByteBuffer.allocate(2_048);
        var view = new RtpView();
        try {
            while (channel.isOpen()) {
                channel.receive(packet.clear());
                packet.flip();
                hear(view.wrap(packet) && view.payloadLength() == PAYLOAD_BYTES ? view.payload() : new byte[0]);
            }
        } catch (ClosedChannelException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void hear(byte[] payload) {
        NumberedMedia party = other;
        if (party == null || payload.length == 0) {
            foreign++;
            return;
        }
        ByteBuffer said = ByteBuffer.wrap(payload);
        boolean theirs = said.getLong() == party.owner;
        int number = said.getInt();
        if (!theirs || number < 0 || number >= party.sent.get()) {
            foreign++;
        } else if (numbers.get(number)) {
            repeated++;
        } else {
            numbers.set(number);
        }
    }

    private void speak() {
        var packet = ByteBuffer.allocate(RtpView.HEADER_BYTES + PAYLOAD_BYTES);
        long next = System.nanoTime();
        try {
            while (channel.isOpen()) {
                next = Math.max(next + FRAME_NANOS, System.nanoTime() - FRAME_NANOS);
                LockSupport.parkNanos(next - System.nanoTime());
                InetSocketAddress to = remote;
                if (speaking && to != null) {
                    byte[] payload = ByteBuffer.allocate(PAYLOAD_BYTES)
                            .putLong(owner)
                            .putInt(sent.getAndIncrement())
                            .array();
                    stream.write(packet.clear(), 0, false, payload, PAYLOAD_BYTES);
                    channel.send(packet.flip(), to);
                }
            }
        } catch (ClosedChannelException closed) {
            Thread.currentThread().interrupt();
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
}
