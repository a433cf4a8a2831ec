package io.ringlog.relay;

import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.G711;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.Tone;
import io.ringlog.media.dtmf.DigitEncoder;
import io.ringlog.media.rtp.RtpStream;
import io.ringlog.media.rtp.RtpView;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Predicate;

/** A phone as far as media goes: sends tones, digits and reports from a real socket, and waits for what comes. */
final class TestPhone implements AutoCloseable {
    record Heard(int payloadType, boolean marker, int sequence, int timestamp, int ssrc, byte[] payload) {
        /** Whether it sounds mainly like this tone, and so is of the phone that speaks it. */
        boolean sounds(double hz) {
            G711 law = G711.of(payloadType);
            return law != null && Goertzel.hears(law.decode(payload), hz);
        }
    }

    private final DatagramSocket rtp;
    private final DatagramSocket rtcp;
    private RtpStream stream;
    private final Tone tone;
    private final short[] frame = new short[Frames.SAMPLES];
    private final byte[] coded = new byte[Frames.SAMPLES];
    private G711 law = G711.PCMU;

    TestPhone(double toneHz, int ssrc) throws IOException {
        this(InetAddress.getLoopbackAddress(), toneHz, ssrc);
    }

    TestPhone(InetAddress address, double toneHz, int ssrc) throws IOException {
        rtp = new DatagramSocket(0, address);
        rtcp = new DatagramSocket(0, address);
        rtp.setSoTimeout(3000);
        rtcp.setSoTimeout(3000);
        stream = new RtpStream(ssrc, 65530, 1000);
        tone = new Tone(toneHz, 8000);
    }

    /** The relay's address of its own family. */
    private InetAddress placeIn(LegPorts ports) {
        return ports.address(rtp.getLocalAddress() instanceof Inet6Address);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) rtp.getLocalSocketAddress();
    }

    RemoteMedia media(Payloads payloads) {
        RemoteMedia plain = RemoteMedia.at(address(), payloads);
        InetSocketAddress reports = (InetSocketAddress) rtcp.getLocalSocketAddress();
        return new RemoteMedia(plain.rtp(), reports, false, payloads, Direction.SENDRECV, null);
    }

    /** Begins a new stream with a clock of its own, as a phone does that was restarted. */
    void restarts(int ssrc, int timestamp) {
        stream = new RtpStream(ssrc, 1, timestamp);
    }

    void speaks(G711 now) {
        law = now;
    }

    /** Sends one frame of its tone. */
    void talk(LegPorts to) throws IOException {
        tone.read(frame);
        law.encode(frame, coded);
        ByteBuffer packet = ByteBuffer.allocate(12 + coded.length);
        stream.write(packet, law.payloadType(), false, coded, Frames.SAMPLES);
        raw(packet.array(), to.rtpPort(), placeIn(to));
    }

    void press(LegPorts to, char key, int payloadType) throws IOException {
        int start = stream.nextTimestamp();
        for (DigitEncoder.Step step : DigitEncoder.press(key, 80)) {
            event(to, payloadType, start, step);
        }
        stream.skip(80 * 8);
    }

    void pressWithoutEnd(LegPorts to, char key, int payloadType) throws IOException {
        int start = stream.nextTimestamp();
        for (DigitEncoder.Step step : DigitEncoder.press(key, 80)) {
            if (!step.event().end()) {
                event(to, payloadType, start, step);
            }
        }
        stream.skip(80 * 8);
    }

    private void event(LegPorts to, int payloadType, int start, DigitEncoder.Step step) throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(16);
        stream.writeAt(packet, payloadType, step.marker(), step.event().payload(), start);
        raw(packet.array(), to.rtpPort(), placeIn(to));
    }

    void report(LegPorts to) throws IOException {
        rtcp(new byte[] {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 7}, to);
    }

    void rtcp(byte[] report, LegPorts to) throws IOException {
        rtcp.send(new DatagramPacket(report, report.length, placeIn(to), to.rtcpPort()));
    }

    void raw(byte[] bytes, int port, InetAddress to) throws IOException {
        rtp.send(new DatagramPacket(bytes, bytes.length, to, port));
    }

    Heard hear() throws IOException {
        RtpView view = new RtpView();
        if (!view.wrap(ByteBuffer.wrap(take(rtp)))) {
            throw new IOException("what came is no RTP");
        }
        return new Heard(
                view.payloadType(), view.marker(), view.sequence(), view.timestamp(), view.ssrc(), view.payload());
    }

    /** Drops packets until one fits. */
    Heard hear(Predicate<Heard> wanted) throws IOException {
        Heard heard = hear();
        while (!wanted.test(heard)) {
            heard = hear();
        }
        return heard;
    }

    byte[] hearReport() throws IOException {
        return take(rtcp);
    }

    byte[] hearRaw() throws IOException {
        return take(rtp);
    }

    private static byte[] take(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    /** Whether nothing comes for a moment; anything that does is consumed. */
    boolean hearsNothingFor(int millis) throws IOException {
        rtp.setSoTimeout(millis);
        try {
            take(rtp);
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            rtp.setSoTimeout(3000);
        }
    }

    static short[] sound(G711 law, Heard... packets) {
        short[] all = new short[packets.length * Frames.SAMPLES];
        for (int i = 0; i < packets.length; i++) {
            System.arraycopy(law.decode(packets[i].payload()), 0, all, i * Frames.SAMPLES, Frames.SAMPLES);
        }
        return all;
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
