package io.ringlog.edge;

import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.G711;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.Tone;
import io.ringlog.media.dtmf.DigitEncoder;
import io.ringlog.media.dtmf.TelephoneEvent;
import io.ringlog.media.rtp.RtpStream;
import io.ringlog.media.rtp.RtpView;
import io.ringlog.testkit.sip.PeerMedia;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A phone's mouth and ear: sends a tone and keys to wherever the other side's description says, and listens. */
final class RtpEar implements PeerMedia, AutoCloseable {

    private static final int EVENTS = 101;

    private final DatagramSocket socket;
    private final RtpStream stream;
    private final double toneHz;
    private final Tone tone;
    private volatile String named;
    private final AtomicInteger version = new AtomicInteger();
    private final String codecs;
    private volatile @Nullable InetSocketAddress far;

    RtpEar(double toneHz) {
        this(toneHz, "0 8 101");
    }

    /** @param codecs payload types of the description */
    RtpEar(double toneHz, String codecs) {
        this(toneHz, codecs, "127.0.0.1");
    }

    /** @param host where it hears and speaks, of either family */
    RtpEar(double toneHz, String codecs, String host) {
        named = host;
        try {
            socket = new DatagramSocket(0, InetAddress.ofLiteral(host));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        patience();
        this.codecs = codecs;
        this.stream = new RtpStream((int) (toneHz * 1000), 1, 160);
        this.toneHz = toneHz;
        this.tone = new Tone(toneHz, 8000);
    }

    /** Its descriptions name this address, as those of a phone behind a NAT name one that nobody can reach. */
    RtpEar naming(String address) {
        named = address;
        return this;
    }

    @Override
    public String describe(String direction) {
        return """
            v=0
            o=ear 1 %d IN %s
            s=-
            c=IN %s
            t=0 0
            m=audio %d RTP/AVP %s
            a=rtpmap:101 telephone-event/8000
            a=%s
            """.formatted(version.incrementAndGet(), place(), place(), socket.getLocalPort(), codecs, direction)
                .replace("\n", "\r\n");
    }

    private String place() {
        return (named.contains(":") ? "IP6 " : "IP4 ") + named;
    }

    @Override
    public void remote(String sdp) {
        Matcher port = Pattern.compile("m=audio (\\d+)").matcher(sdp);
        Matcher address = Pattern.compile("c=IN IP[46] (\\S+)").matcher(sdp);
        if (port.find() && address.find()) {
            far = new InetSocketAddress(address.group(1), Integer.parseInt(port.group(1)));
        }
    }

    /** Where it is to send to, in letters. */
    String farHost() {
        InetSocketAddress to = far;
        return to == null ? "" : to.getAddress().getHostAddress();
    }

    int farPort() {
        InetSocketAddress to = far;
        return to == null ? 0 : to.getPort();
    }

    int localPort() {
        return socket.getLocalPort();
    }

    void talk(int frames) {
        short[] frame = new short[Frames.SAMPLES];
        byte[] coded = new byte[Frames.SAMPLES];
        for (int i = 0; i < frames; i++) {
            tone.read(frame);
            G711.PCMU.encode(frame, coded);
            ByteBuffer packet = ByteBuffer.allocate(12 + coded.length);
            stream.write(packet, 0, false, coded, Frames.SAMPLES);
            send(packet.array());
        }
    }

    /** Numbers packets that it does not send. */
    void leavesOut(int packets) {
        for (int i = 0; i < packets; i++) {
            stream.write(ByteBuffer.allocate(12), 0, false, new byte[0], Frames.SAMPLES);
        }
    }

    void press(char key) {
        int start = stream.nextTimestamp();
        for (DigitEncoder.Step step : DigitEncoder.press(key, 80)) {
            ByteBuffer packet = ByteBuffer.allocate(16);
            stream.writeAt(packet, EVENTS, step.marker(), step.event().payload(), start);
            send(packet.array());
        }
        stream.skip(80 * 8);
    }

    private void send(byte[] packet) {
        try {
            socket.send(new DatagramPacket(packet, packet.length, far));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True as soon as a packet sounds mainly like this tone. */
    boolean hears(double hz) {
        long until = System.nanoTime() + 3_000_000_000L;
        while (System.nanoTime() < until) {
            short[] sound = next();
            if (sound.length == 0) {
                return false;
            }
            if (Goertzel.hears(sound, hz)) {
                return true;
            }
        }
        return false;
    }

    /** True once both heard the other's words: what is said while the relay turns to a talk may be lost. */
    static boolean hearEachOther(RtpEar one, RtpEar other) {
        one.forget();
        other.forget();
        boolean oneHears = false;
        boolean otherHears = false;
        for (int round = 0; round < 5 && !(oneHears && otherHears); round++) {
            one.talk(5);
            other.talk(5);
            one.talk(5);
            oneHears = oneHears || one.hears(other.toneHz);
            otherHears = otherHears || other.hears(one.toneHz);
        }
        return oneHears && otherHears;
    }

    /** What was said before counts no more. */
    private void forget() {
        try {
            socket.setSoTimeout(10);
            for (int packets = 0; packets < 10_000; packets++) {
                socket.receive(new DatagramPacket(new byte[2048], 2048));
            }
        } catch (SocketTimeoutException silence) {
            // All of it was read.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            patience();
        }
    }

    private void patience() {
        try {
            socket.setSoTimeout(3000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next key that it is told by a telephone event, at the event's end; blank when none comes. */
    char hearsKey() {
        long until = System.nanoTime() + 3_000_000_000L;
        RtpView view = new RtpView();
        while (System.nanoTime() < until) {
            if (view.wrap(ByteBuffer.wrap(packet())) && view.payloadType() == EVENTS) {
                TelephoneEvent event = TelephoneEvent.read(ByteBuffer.wrap(view.payload()), 0);
                if (event.end()) {
                    return TelephoneEvent.keyOf(event.code());
                }
            }
        }
        return ' ';
    }

    private byte[] packet() {
        try {
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            socket.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        } catch (SocketTimeoutException nothing) {
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private short[] next() {
        RtpView view = new RtpView();
        return view.wrap(ByteBuffer.wrap(packet())) ? G711.PCMU.decode(view.payload()) : new short[0];
    }

    @Override
    public void close() {
        socket.close();
    }
}
