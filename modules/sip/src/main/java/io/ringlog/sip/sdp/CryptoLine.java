package io.ringlog.sip.sdp;

import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One {@code a=crypto} of a session description (RFC 4568): a suite, and the master key under which whoever wrote it
 * encrypts. Only such as can be used as they stand are lines at all. Never says its key but where it is written.
 *
 * @param tag 1 to 999,999,999: by which an answer names it
 * @param suite one of {@link #SUITES}
 * @param key Base64 of a master key of 16 bytes and its salt of 14
 */
public record CryptoLine(int tag, String suite, String key) {
    /** The suites that are known, the preferred first. */
    public static final List<String> SUITES = List.of("AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32");

    private static final String ATTRIBUTE = "a=crypto:";
    private static final int KEY_BYTES = 30;

    /** How many packets a key may be used for at most (RFC 3711 section 9.2). */
    private static final BigInteger LIFE_MOST = BigInteger.TWO.pow(48);

    private static final Pattern LINE = Pattern.compile("([0-9]{1,9}) +(\\S+) +(\\S+)(.*)");
    private static final Pattern INLINE = Pattern.compile("inline:([A-Za-z0-9+/=]{1,200})((?:\\|[^|]*)*)");
    private static final Pattern LIFE = Pattern.compile("(2\\^)?([0-9]{1,15})");

    /** Changes nothing of how packets are sent (RFC 4568 section 6.3.6), or may be ignored (section 6.3.7). */
    private static final Pattern HARMLESS = Pattern.compile("WSH=[0-9]{1,9}|-\\S+");

    /**
     * Reads what stands behind {@code a=crypto:}.
     *
     * @return empty for another suite, for more keys than one or one with an identifier (MKI), for parameters of the
     *     session that ask for another treatment of packets, and for what cannot be read
     */
    static Optional<CryptoLine> parse(String value) {
        Matcher line = LINE.matcher(value);
        if (!line.matches() || !SUITES.contains(line.group(2)) || !isHarmless(line.group(4))) {
            return Optional.empty();
        }
        int tag = Integer.parseInt(line.group(1));
        Matcher inline = INLINE.matcher(line.group(3));
        return tag > 0 && inline.matches() && isKey(inline.group(1)) && isLifeAlone(inline.group(2))
                ? Optional.of(new CryptoLine(tag, line.group(2), inline.group(1)))
                : Optional.empty();
    }

    private static boolean isHarmless(String parameters) {
        return parameters.isBlank()
                || Stream.of(parameters.trim().split(" +"))
                        .allMatch(it -> HARMLESS.matcher(it).matches());
    }

    private static boolean isKey(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** Whoever names a key means to send it in every packet, and that is another packet than ours. */
    private static boolean isLifeAlone(String rest) {
        if (rest.isEmpty()) {
            return true;
        }
        Matcher life = LIFE.matcher(rest.substring(1));
        if (!life.matches()) {
            return false;
        }
        BigInteger said = new BigInteger(life.group(2));
        boolean power = life.group(1) != null;
        if (power && said.compareTo(BigInteger.valueOf(LIFE_MOST.bitLength())) >= 0) {
            return false;
        }
        BigInteger packets = power ? BigInteger.TWO.pow(said.intValueExact()) : said;
        return packets.signum() > 0 && packets.compareTo(LIFE_MOST) <= 0;
    }

    /** The attribute as it stands in a description. */
    String line() {
        return ATTRIBUTE + tag + " " + suite + " inline:" + key;
    }

    static boolean isOne(String line) {
        return line.startsWith(ATTRIBUTE);
    }

    @Override
    public String toString() {
        return "CryptoLine[" + tag + " " + suite + "]";
    }
}
