package io.ringlog.media.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.media.ice.IceLite.Checked;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a party that checks whether it reaches us is answered: the vectors of RFC 5769, and messages of our own. */
class CheckingReachSpec {
    private static final HexFormat HEX = HexFormat.of();
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

    /** RFC 5769 section 2.1. */
    private static final byte[] REQUEST = hex("000100582112a442b7e7a701bc34d686fa87dfae"
            + "802200105354554e207465737420636c69656e74" + "002400046e0001ff" + "80290008932ff9b151263b36"
            + "000600096576746a3a68367659202020" + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
            + "80280004e57a3bcf");

    /** RFC 5769 section 2.2: of 192.0.2.1, port 32853. */
    private static final byte[] ANSWER_FOUR = hex("0101003c2112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f7220" + "002000080001a147e112a643"
            + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7" + "80280004c07d4c96");

    /** RFC 5769 section 2.3: of 2001:db8:1234:5678:11:2233:4455:6677, port 32853. */
    private static final byte[] ANSWER_SIX = hex("010100482112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f7220" + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
            + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41" + "80280004c8fb0b4c");

    private static final byte[] ID = hex("2112a442b7e7a701bc34d686fa87dfae");
    private static final byte[] FOUR = {(byte) 192, 0, 2, 1};
    private static final byte[] SIX = hex("20010db8123456780011223344556677");
    private static final int PORT = 32853;

    private final StunHash hash = new StunHash(PASSWORD);
    private final IceLite ice = new IceLite(new IceCredentials("evtj", PASSWORD));

    private static byte[] hex(String text) {
        return HEX.parseHex(text);
    }

    private static StunMessage read(byte[] message) {
        return StunMessage.read(message, message.length).orElseThrow();
    }

    private Optional<Checked> checked(byte[] message) {
        return checked(ice, message, message.length, FOUR);
    }

    private static Optional<Checked> checked(IceLite ice, byte[] message, int length, byte[] from) {
        return ice.read(message, length).flatMap(named -> named.check(from, PORT));
    }

    /** A request of these attributes, each as type, length, value and padding. */
    private byte[] request(String attributes) {
        return request("evtj:h6vY", attributes);
    }

    private byte[] request(String user, String attributes) {
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        String padded = HEX.formatHex(Arrays.copyOf(name, (name.length + 3) & ~3));
        return raw("0001", "0006" + HEX.toHexDigits((short) name.length) + padded + attributes);
    }

    private byte[] raw(String type, String attributes) {
        byte[] head = hex(type + "0000" + HEX.formatHex(ID) + attributes);
        StunWriter.put16(head, 2, head.length + 4);
        byte[] signed = Arrays.copyOf(head, head.length + 24);
        System.arraycopy(hex("00080014" + HEX.formatHex(hash.of(head))), 0, signed, head.length, 24);
        return marked(signed);
    }

    private static byte[] marked(byte[] message) {
        byte[] all = Arrays.copyOf(message, message.length + 8);
        StunWriter.put16(all, 2, all.length - 20);
        String mark = HEX.toHexDigits(StunMessage.fingerprint(all, message.length));
        System.arraycopy(hex("80280004" + mark), 0, all, message.length, 8);
        return all;
    }

    @Test
    void the_vectors_are_whole_and_authentic() {
        for (byte[] vector : new byte[][] {REQUEST, ANSWER_FOUR, ANSWER_SIX}) {
            assertThat(read(vector).isAuthentic(hash)).isTrue();
            assertThat(read(vector).isAuthentic(new StunHash("another"))).isFalse();
            assertThat(read(vector).id()).isEqualTo(ID);
        }
        assertThat(read(REQUEST).type()).isEqualTo(StunMessage.REQUEST);
        assertThat(read(REQUEST).value(StunMessage.USERNAME)).asString().isEqualTo("evtj:h6vY");
        assertThat(read(ANSWER_FOUR).type()).isEqualTo(StunMessage.SUCCESS);
    }

    @Test
    void where_a_check_came_from_is_told_as_in_the_vectors() {
        byte[] four = new StunWriter(StunMessage.SUCCESS, ID).mapped(FOUR, PORT).sealed(hash);
        byte[] six = new StunWriter(StunMessage.SUCCESS, ID).mapped(SIX, PORT).sealed(hash);

        assertThat(read(four).value(StunMessage.XOR_MAPPED))
                .isEqualTo(read(ANSWER_FOUR).value(StunMessage.XOR_MAPPED));
        assertThat(read(six).value(StunMessage.XOR_MAPPED))
                .isEqualTo(read(ANSWER_SIX).value(StunMessage.XOR_MAPPED));
        assertThat(read(four).isAuthentic(hash)).isTrue();
        assertThat(read(six).isAuthentic(hash)).isTrue();
    }

    @Test
    void a_check_is_answered_and_one_that_uses_the_address_nominates_it() {
        Checked plain = checked(request("")).orElseThrow();
        Checked nominating = checked(request("00250000" + "002400046e0001ff")).orElseThrow();

        assertThat(plain.succeeds()).isTrue();
        assertThat(plain.nominates()).isFalse();
        assertThat(nominating.nominates()).isTrue();
        assertThat(read(nominating.answer()).type()).isEqualTo(StunMessage.SUCCESS);
        assertThat(read(nominating.answer()).id()).isEqualTo(ID);
        assertThat(checked(ice, request(""), request("").length, SIX)).isPresent();
    }

    @Test
    void who_is_known_by_another_name_is_not_heard() {
        assertThat(checked(request("evtj:any", ""))).isPresent();
        ice.with("h6vY");

        assertThat(checked(request("evtj:h6vY", ""))).isPresent();
        assertThat(checked(request("evtj:any", ""))).isEmpty();
        assertThat(checked(request("other:h6vY", ""))).isEmpty();
        assertThat(checked(new IceLite(new IceCredentials("other", PASSWORD)), REQUEST, REQUEST.length, FOUR))
                .isEmpty();
    }

    @Test
    void what_proves_nothing_is_not_answered() {
        byte[] forged = request("");
        forged[forged.length - 12] ^= 1;

        assertThat(checked(marked(Arrays.copyOf(forged, forged.length - 8))))
                .as("another hash")
                .isEmpty();
        assertThat(checked(
                        marked(hex("000100002112a442b7e7a701bc34d686fa87dfae" + "000600096576746a3a68367659202020"))))
                .as("no hash")
                .isEmpty();
        assertThat(checked(raw("0001", ""))).as("no name").isEmpty();
        assertThat(checked(raw("0101", "000600096576746a3a68367659202020")))
                .as("no request")
                .isEmpty();
    }

    @Test
    void who_is_controlled_too_is_told_of_the_conflict() {
        Checked answer = checked(REQUEST).orElseThrow();

        assertThat(answer.succeeds()).isFalse();
        assertThat(read(answer.answer()).type()).isEqualTo(StunMessage.ERROR);
        assertThat(Arrays.copyOf(read(answer.answer()).value(StunMessage.ERROR_CODE), 4))
                .containsExactly(0, 0, 4, 87);
        assertThat(read(answer.answer()).isAuthentic(hash)).isTrue();
    }

    @Test
    void what_has_to_be_understood_and_is_not_is_named() {
        StringBuilder many = new StringBuilder("00310000");
        for (int i = 0; i < 40; i++) {
            many.append(HEX.toHexDigits((short) (0x40 + i))).append("0000");
        }
        Checked answer = checked(request(many.toString())).orElseThrow();

        assertThat(answer.succeeds()).isFalse();
        assertThat(Arrays.copyOf(read(answer.answer()).value(StunMessage.ERROR_CODE), 4))
                .containsExactly(0, 0, 4, 20);
        assertThat(read(answer.answer()).value(StunMessage.UNKNOWN)).hasSize(16).startsWith(0, 0x31, 0, 0x40);
    }

    @Test
    void what_stands_behind_the_hash_is_not_read() {
        byte[] signed = request("");
        byte[] behind = Arrays.copyOf(Arrays.copyOf(signed, signed.length - 8), signed.length - 4);
        System.arraycopy(hex("00250000"), 0, behind, behind.length - 4, 4);

        assertThat(checked(marked(behind)))
                .isPresent()
                .get()
                .extracting(Checked::nominates)
                .isEqualTo(false);
    }

    @Test
    void what_goes_beyond_its_end_is_no_message() {
        byte[] beyond = hex("000100002112a442b7e7a701bc34d686fa87dfae" + "0006fff0" + "61616161");
        assertThat(StunMessage.read(marked(beyond), marked(beyond).length)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 19, 20, 27, 107, 549, 1500})
    void what_is_too_short_or_too_long_is_no_message(int length) {
        assertThat(checked(ice, Arrays.copyOf(REQUEST, 1500), length, FOUR)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 128", "1, 2", "3, 5", "4, 0", "30, 9", "107, 1", "101, 0"})
    void one_byte_that_is_another_makes_it_no_check(int at, int value) {
        byte[] message = REQUEST.clone();
        message[at] = (byte) value;

        assertThat(checked(message)).isEmpty();
    }

    @Test
    void nothing_that_is_thrown_at_it_is_answered_or_breaks_it() {
        SplittableRandom random = new SplittableRandom(5769);
        for (int i = 0; i < 4_000; i++) {
            byte[] message = request("00250000");
            int changes = 1 + random.nextInt(4);
            for (int j = 0; j < changes; j++) {
                message[random.nextInt(message.length)] ^= (byte) (1 + random.nextInt(255));
            }
            byte[] cut =
                    Arrays.copyOf(message, random.nextInt(4) == 0 ? random.nextInt(message.length) : message.length);
            boolean same = Arrays.equals(cut, request("00250000"));
            assertThat(checked(cut).isPresent()).as("seed 5769, message %d", i).isEqualTo(same);
            // The same with a mark that is right: attributes alone are read.
            checked(marked(Arrays.copyOf(cut, cut.length & ~3)));
        }
    }

    @Test
    void credentials_are_long_enough_never_the_same_and_not_said() {
        IceCredentials one = IceCredentials.random(new SecureRandom());

        assertThat(one).isNotEqualTo(IceCredentials.random(new SecureRandom()));
        assertThat(IceCredentials.are(one.ufrag(), one.password())).isTrue();
        assertThat(one.toString()).doesNotContain(one.password());
        assertThat(IceCredentials.are("abc", PASSWORD)).isFalse();
        assertThat(IceCredentials.are("abcd", "too-short")).isFalse();
        assertThatThrownBy(() -> new IceCredentials("a b c", PASSWORD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IceCredentials("abcd", "x".repeat(257)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_first_byte_tells_it_from_dtls_and_rtp() {
        assertThat(IceLite.isStun(0)).isTrue();
        assertThat(IceLite.isStun(3)).isTrue();
        assertThat(IceLite.isStun(20)).isFalse();
        assertThat(IceLite.isStun(128)).isFalse();
    }
}
