package io.ringlog.relay.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.media.srtp.SrtpSuite;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two ends of DTLS that have told each other their fingerprints, and what becomes of others. */
class AgreeingOnKeysByDtlsSpec {
    private static final DtlsIdentity OURS = DtlsIdentity.random(new SecureRandom());
    private static final DtlsIdentity THEIRS = DtlsIdentity.random(new SecureRandom());
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final DtlsDoor server = new DtlsDoor(OURS, DtlsDoor.Limits.DEFAULT, told::add);
    private final DtlsDoor client = new DtlsDoor(THEIRS, DtlsDoor.Limits.DEFAULT, _ -> {});
    private final List<DtlsEndpoint> open = new ArrayList<>();

    /** Keys, or why there are none. */
    private static final class Told implements DtlsEndpoint.Outcome {
        private final CompletableFuture<Object> what = new CompletableFuture<>();

        @Override
        public void agreed(SrtpKeys keys) {
            what.complete(keys);
        }

        @Override
        public void failed(DtlsFault why) {
            what.complete(why);
        }

        Object what() throws Exception {
            return what.get(30, TimeUnit.SECONDS);
        }
    }

    /** Hands packets to an end that may not be there yet. */
    private static final class Wire implements Consumer<byte[]> {
        private final UnaryOperator<byte[]> on;
        private final CompletableFuture<DtlsEndpoint> to = new CompletableFuture<>();

        Wire(UnaryOperator<byte[]> on) {
            this.on = on;
        }

        @Override
        public void accept(byte[] packet) {
            byte[] carried = on.apply(packet);
            if (carried.length > 0) {
                to.join().packet(carried);
            }
        }
    }

    @AfterEach
    void close() {
        open.forEach(DtlsEndpoint::close);
    }

    private Told[] meet(Fingerprint ofClient, Fingerprint ofServer, UnaryOperator<byte[]> on) {
        Told[] both = {new Told(), new Told()};
        Wire toClient = new Wire(on);
        Wire toServer = new Wire(on);
        DtlsEndpoint passive = server.open(HERE, ofClient, false, toClient, both[0]);
        toServer.to.complete(passive);
        DtlsEndpoint active = client.open(HERE, ofServer, true, toServer, both[1]);
        toClient.to.complete(active);
        open.addAll(List.of(passive, active));
        return both;
    }

    private Told[] meet(Fingerprint ofClient, Fingerprint ofServer) {
        return meet(ofClient, ofServer, UnaryOperator.identity());
    }

    @Test
    void both_have_the_same_keys_each_for_its_way() throws Exception {
        Told[] both = meet(THEIRS.fingerprint(), OURS.fingerprint());

        SrtpKeys passive = (SrtpKeys) both[0].what();
        SrtpKeys active = (SrtpKeys) both[1].what();
        assertThat(passive.suite()).isEqualTo(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        assertThat(passive.ours()).isEqualTo(active.theirs()).isNotEqualTo(passive.theirs());
        assertThat(passive.theirs()).isEqualTo(active.ours());
        assertThat(told).containsExactly(DtlsDoor.AGREED);
        assertThat(passive.toString()).doesNotContain(passive.ours().base64());
    }

    @Test
    void what_is_lost_is_said_again() throws Exception {
        AtomicInteger count = new AtomicInteger();
        Told[] both = meet(
                THEIRS.fingerprint(),
                OURS.fingerprint(),
                packet -> count.incrementAndGet() == 2 ? new byte[0] : packet);

        assertThat(both[0].what()).isInstanceOf(SrtpKeys.class);
        assertThat(both[1].what()).isInstanceOf(SrtpKeys.class);
    }

    @Test
    void another_certificate_than_the_description_says_is_not_taken() throws Exception {
        Told[] both = meet(OURS.fingerprint(), OURS.fingerprint());

        assertThat(both[0].what()).isEqualTo(DtlsFault.FINGERPRINT);
        assertThat(told).containsExactly("fingerprint");
    }

    @Test
    void a_server_with_another_certificate_is_not_taken_either() throws Exception {
        Told[] both = meet(THEIRS.fingerprint(), THEIRS.fingerprint());

        assertThat(both[1].what()).isEqualTo(DtlsFault.FINGERPRINT);
        assertThat(both[0].what()).isEqualTo(DtlsFault.PROTOCOL);
    }

    @Test
    void a_leg_that_is_closed_waits_for_nobody() throws Exception {
        Told one = new Told();
        DtlsEndpoint alone = server.open(HERE, THEIRS.fingerprint(), false, _ -> {}, one);

        alone.close();

        assertThat(one.what()).isEqualTo(DtlsFault.CLOSED);
    }

    @Test
    void more_than_may_be_under_way_are_turned_away_and_leave_room_when_they_end() throws Exception {
        DtlsDoor small = new DtlsDoor(OURS, new DtlsDoor.Limits(1, 2), told::add);
        InetAddress other = InetAddress.ofLiteral("127.0.0.2");
        DtlsEndpoint first = small.open(HERE, THEIRS.fingerprint(), false, _ -> {}, new Told());
        Told second = new Told();
        small.open(HERE, THEIRS.fingerprint(), false, _ -> {}, second);
        open.add(small.open(other, THEIRS.fingerprint(), false, _ -> {}, new Told()));
        Told third = new Told();
        small.open(InetAddress.ofLiteral("127.0.0.3"), THEIRS.fingerprint(), false, _ -> {}, third);

        assertThat(second.what()).as("of one address").isEqualTo(DtlsFault.CROWDED);
        assertThat(third.what()).as("of all").isEqualTo(DtlsFault.CROWDED);
        assertThat(told).containsExactly("crowded", "crowded");
        first.close();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            Told again = new Told();
            DtlsEndpoint one = small.open(HERE, THEIRS.fingerprint(), false, _ -> {}, again);
            one.close();
            return again.what() == DtlsFault.CLOSED;
        });
    }

    @Test
    void more_packets_than_may_wait_are_lost() {
        DtlsEndpoint alone = new DtlsEndpoint(OURS, THEIRS.fingerprint(), false, _ -> {}, new Told());
        for (int i = 0; i < Line.MOST; i++) {
            assertThat(alone.packet(new byte[] {22})).isTrue();
        }

        assertThat(alone.packet(new byte[] {22})).isFalse();
        assertThat(alone.packet(new byte[Line.PACKET_BYTES_MOST + 1])).isFalse();
    }

    @Test
    void a_fingerprint_is_said_as_it_is_read() {
        String text = OURS.fingerprint().text();

        assertThat(text).matches("sha-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(Fingerprint.parse(text)).contains(OURS.fingerprint());
        assertThat(Fingerprint.parse(" " + text.toLowerCase(Locale.ROOT) + " "))
                .contains(OURS.fingerprint())
                .map(Object::hashCode)
                .contains(OURS.fingerprint().hashCode());
        assertThat(OURS.fingerprint()).isNotEqualTo(THEIRS.fingerprint()).isNotEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha-256", "sha-1 AA:BB", "sha-256 AA:BB", "sha-256 AA:BB CC", "md5 x y z"})
    void what_is_no_fingerprint_that_is_known_is_none(String value) {
        assertThat(Fingerprint.parse(value)).isEmpty();
    }

    @Test
    void the_first_byte_tells_it_from_others() {
        assertThat(Arrays.stream(new int[] {0, 3, 19, 20, 22, 63, 64, 128, -1}).filter(DtlsEndpoint::isDtls))
                .containsExactly(20, 22, 63);
    }
}
