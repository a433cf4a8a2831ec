package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.media.ice.IceCredentials;
import io.ringlog.media.rtp.RtpStream;
import io.ringlog.media.srtp.SrtpReceiver;
import io.ringlog.media.srtp.SrtpSender;
import io.ringlog.relay.dtls.DtlsDoor;
import io.ringlog.relay.dtls.DtlsEndpoint;
import io.ringlog.relay.dtls.DtlsFault;
import io.ringlog.relay.dtls.DtlsIdentity;
import io.ringlog.relay.dtls.SrtpKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A leg that is found by ICE and under keys by DTLS, beside a telephone in the clear. */
class BrowserLegSpec {
    private static final String NOMINATES = "00250000";
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final IceCredentials ours = IceCredentials.random(new SecureRandom());
    private final List<String> tally = new CopyOnWriteArrayList<>();
    private DtlsDoor edge = new DtlsDoor(tally::add);
    private final DtlsDoor page = new DtlsDoor(_ -> {});
    private final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
    private Exchange x;
    private DatagramSocket browser;

    @BeforeEach
    void open() throws Exception {
        x = new Exchange(UnaryOperator.identity());
        browser = new DatagramSocket(0, HERE);
        browser.setSoTimeout(200);
    }

    @AfterEach
    void close() {
        x.close();
        browser.close();
    }

    private void told(boolean isClient) {
        x.remote("b", x.phoneB.media(Payloads.g711(101)));
        IceMedia way = new IceMedia(ours, "page", page.identity().fingerprint(), isClient, edge);
        InetSocketAddress nowhere = new InetSocketAddress(HERE, 9);
        x.remote("a", RemoteMedia.at(nowhere, Payloads.g711(101)).by(way));
        x.join("a", "b");
        x.settled();
    }

    private void send(DatagramSocket from, byte[] packet) {
        try {
            from.send(new DatagramPacket(packet, packet.length, HERE, x.a.rtpPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next packet; empty for none in time. */
    private byte[] next() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        try {
            browser.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        } catch (SocketTimeoutException none) {
            return new byte[0];
        }
    }

    /** A check (RFC 8489) for the leg. */
    private byte[] check(String password, String more) throws GeneralSecurityException {
        return check(ours.ufrag(), password, more);
    }

    private static byte[] check(String ufrag, String password, String more) throws GeneralSecurityException {
        HexFormat hex = HexFormat.of();
        byte[] name = (ufrag + ":page").getBytes(StandardCharsets.US_ASCII);
        String said = "0006" + hex.toHexDigits((short) name.length)
                + hex.formatHex(Arrays.copyOf(name, (name.length + 3) & ~3)) + more;
        byte[] head = hex.parseHex("000100002112a442000102030405060708090a0b" + said);
        length(head, head.length + 24);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
        byte[] signed = hex.parseHex(hex.formatHex(head) + "00080014" + hex.formatHex(mac.doFinal(head)));
        length(signed, signed.length + 8);
        CRC32 crc = new CRC32();
        crc.update(signed);
        return hex.parseHex(hex.formatHex(signed) + "80280004" + hex.toHexDigits((int) crc.getValue() ^ 0x5354554E));
    }

    private static void length(byte[] message, int whole) {
        message[2] = (byte) ((whole - 20) >> 8);
        message[3] = (byte) (whole - 20);
    }

    private void isFound() throws Exception {
        send(browser, check(ours.password(), ""));
        assertThat(next()).startsWith(1, 1);
    }

    private void nominate() throws Exception {
        send(browser, check(ours.password(), NOMINATES));
        byte[] answer = next();
        assertThat(answer).startsWith(1, 1);
    }

    private DtlsEndpoint handshake(boolean isClient) {
        var outcome = new DtlsEndpoint.Outcome() {
            @Override
            public void agreed(SrtpKeys made) {
                keys.complete(made);
            }

            @Override
            public void failed(DtlsFault why) {
                keys.completeExceptionally(new AssertionError(why));
            }
        };
        return page.open(HERE, edge.identity().fingerprint(), isClient, packet -> send(browser, packet), outcome);
    }

    private SrtpKeys keyed(DtlsEndpoint endpoint) throws Exception {
        for (int i = 0; i < 100 && !keys.isDone(); i++) {
            byte[] packet = next();
            if (packet.length > 0) {
                endpoint.packet(packet);
            }
        }
        return keys.join();
    }

    private byte[] voice(RtpStream stream, SrtpSender sealing) {
        byte[] packet = new byte[256];
        stream.write(ByteBuffer.wrap(packet), 0, false, new byte[160], 160);
        return Arrays.copyOf(packet, sealing.seal(packet, 172));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void it_is_found_keyed_heard_and_spoken_to(boolean pageBegins) throws Exception {
        told(!pageBegins);
        nominate();
        try (DtlsEndpoint endpoint = handshake(pageBegins)) {
            SrtpKeys made = keyed(endpoint);
            RtpStream stream = new RtpStream(0xB0B, 1, 1);
            SrtpSender sealing = new SrtpSender(made.suite(), made.ours());
            for (int i = 0; i < 50 && x.count("a").packetsIn() == 0; i++) {
                send(browser, voice(stream, sealing));
                x.settled();
            }
            assertThat(x.count("a").packetsIn()).isPositive();

            SrtpReceiver opening = new SrtpReceiver(made.suite(), made.theirs());
            x.phoneB.talk(x.b);
            boolean opened = false;
            for (int i = 0; i < 20 && !opened; i++) {
                byte[] packet = next();
                opened = packet.length > 0 && (packet[0] & 0xC0) == 0x80 && opening.open(packet, packet.length) > 0;
            }
            assertThat(opened).isTrue();
        }
    }

    @Test
    void nothing_passes_before_there_are_keys() throws Exception {
        told(false);
        nominate();
        byte[] clear = new byte[172];
        new RtpStream(0xB0B, 1, 1).write(ByteBuffer.wrap(clear), 0, false, new byte[160], 160);

        send(browser, clear);
        x.phoneB.talk(x.b);
        x.until("b", LegCounters::packetsIn, 1);
        x.settled();

        assertThat(x.count("a").packetsIn()).isZero();
        assertThat(x.count("a").forwardedOut()).isZero();
        assertThat(next()).isEmpty();
    }

    @Test
    void who_does_not_know_the_password_is_not_answered_and_starts_nothing() throws Exception {
        told(false);

        send(browser, check("another-password-of-24-by", NOMINATES));
        x.until("a", LegCounters::unauthentic, 1);
        send(browser, new byte[] {22, (byte) 254, (byte) 253, 0});
        x.until("a", LegCounters::foreign, 1);

        assertThat(next()).isEmpty();
    }

    @Test
    void who_does_not_know_the_name_keeps_nobody_from_being_found() throws Exception {
        told(false);
        byte[] check = check("another", ours.password(), NOMINATES);
        for (int i = 0; i < 150; i++) {
            send(browser, check);
            x.settled();
        }

        assertThat(x.count("a").unauthentic()).isEqualTo(150);
        isFound();
    }

    @Test
    void it_may_begin_before_it_has_nominated_and_speak_from_where_it_was_found() throws Exception {
        told(false);
        isFound();
        try (DtlsEndpoint endpoint = handshake(true)) {
            SrtpKeys made = keyed(endpoint);
            RtpStream stream = new RtpStream(0xB0B, 1, 1);
            SrtpSender sealing = new SrtpSender(made.suite(), made.ours());
            for (int i = 0; i < 50 && x.count("a").packetsIn() == 0; i++) {
                send(browser, voice(stream, sealing));
                x.settled();
            }
            assertThat(x.count("a").packetsIn()).isPositive();
            x.phoneB.talk(x.b);
            x.until("b", LegCounters::packetsIn, 1);
            x.settled();
            assertThat(x.count("a").forwardedOut())
                    .as("it has not said where to")
                    .isZero();
        }
    }

    @Test
    void places_that_were_checked_long_ago_are_forgotten() throws Exception {
        told(false);
        isFound();
        byte[] breaksOff = HexFormat.of().parseHex("15fefd000000000000000000020228");
        for (int i = 0; i < 8; i++) {
            try (DatagramSocket other = new DatagramSocket(0, HERE)) {
                send(other, check(ours.password(), ""));
                x.settled();
            }
        }
        send(browser, breaksOff);
        x.until("a", LegCounters::foreign, 1);
        assertThat(tally).isEmpty();
    }

    @Test
    void who_finds_the_door_crowded_is_let_in_later() throws Exception {
        edge = new DtlsDoor(DtlsIdentity.random(new SecureRandom()), new DtlsDoor.Limits(0, 0), tally::add);
        told(false);
        nominate();
        byte[] begins = HexFormat.of().parseHex("16fefd00000000000000000000");
        for (int i = 0; i < 400 && tally.size() < 3 * IceLink.HANDSHAKES_MOST; i++) {
            send(browser, begins);
            x.settled();
        }

        assertThat(tally)
                .hasSizeGreaterThanOrEqualTo(3 * IceLink.HANDSHAKES_MOST)
                .containsOnly("crowded");
        assertThat(x.count("a").foreign()).isZero();
    }

    @Test
    void more_checks_than_anybody_needs_are_not_read() throws Exception {
        told(false);
        byte[] check = check("another-password-of-24-by", "");
        for (int i = 0; i < 400 && x.count("a").foreign() == 0; i++) {
            send(browser, check);
            x.settled();
        }

        assertThat(x.count("a").unauthentic()).isPositive();
    }

    @Test
    void who_breaks_off_again_and_again_is_not_begun_with_for_ever() throws Exception {
        told(false);
        nominate();
        byte[] breaksOff = HexFormat.of().parseHex("15fefd000000000000000000020228");
        for (int i = 0; i < 2_000 && x.count("a").foreign() == 0; i++) {
            send(browser, breaksOff);
            x.settled();
        }

        assertThat(x.count("a").foreign()).isPositive();
        assertThat(tally).hasSize(IceLink.HANDSHAKES_MOST).containsOnly("protocol");
    }

    @Test
    void who_leaves_us_the_other_part_of_dtls_is_begun_with() throws Exception {
        told(false);
        nominate();
        told(true);
        nominate();

        assertThat(next()).startsWith(22, 254);
    }

    @Test
    void a_handshake_from_elsewhere_is_nobodys() throws Exception {
        told(false);
        nominate();
        try (DatagramSocket other = new DatagramSocket(0, HERE)) {
            send(other, new byte[] {22, (byte) 254, (byte) 253, 0});
            x.until("a", LegCounters::foreign, 1);
        }
        assertThat(x.count("a").packetsIn()).isZero();
    }
}
