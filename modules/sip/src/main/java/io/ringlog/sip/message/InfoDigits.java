package io.ringlog.sip.message;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Digits sent by INFO, as phones have done it for long without a standard: dtmf-relay and plain dtmf, by sign or by the
 * number of its event (RFC 4733 section 3.2): 10 is the star, 11 the hash, 12 to 15 are A to D. 16, a flash, is no key.
 */
public final class InfoDigits {
    private static final Pattern SIGNAL = Pattern.compile("(?im)^\\s*Signal\\s*=\\s*([0-9A-D*#]|1[0-5])\\s*$");
    private static final Pattern DURATION = Pattern.compile("(?im)^\\s*Duration\\s*=\\s*([0-9]{1,5})\\s*$");
    private static final Pattern PLAIN = Pattern.compile("\\s*([0-9A-Da-d*#]|1[0-5])\\s*");
    private static final String BY_NUMBER = "*#ABCD";
    private static final int USUAL_MS = 160;

    private InfoDigits() {}

    /** Writes a key into an INFO of ours, as dtmf-relay. */
    public static void put(SIPRequest info, Digit key) {
        ContentType type = new ContentType("application", "dtmf-relay");
        String body = "Signal=" + key.digit() + "\r\nDuration=" + key.durationMs() + "\r\n";
        Bodies.set(info, type, body.getBytes(StandardCharsets.US_ASCII));
    }

    /** One pressed key. */
    public record Digit(char digit, int durationMs) {}

    public static Optional<Digit> in(SIPRequest info) {
        ContentType type = info.getContentTypeHeader();
        if (type == null || !"application".equalsIgnoreCase(type.getContentType())) {
            return Optional.empty();
        }
        String body = Bodies.text(info);
        return switch (type.getContentSubType().toLowerCase(Locale.ROOT)) {
            case "dtmf-relay" -> relay(body);
            case "dtmf" -> plain(body);
            default -> Optional.empty();
        };
    }

    private static Optional<Digit> relay(String body) {
        Matcher signal = SIGNAL.matcher(body);
        if (!signal.find()) {
            return Optional.empty();
        }
        Matcher duration = DURATION.matcher(body);
        int ms = duration.find() ? Integer.parseInt(duration.group(1)) : USUAL_MS;
        return Optional.of(new Digit(sign(signal.group(1)), ms));
    }

    private static Optional<Digit> plain(String body) {
        Matcher key = PLAIN.matcher(body);
        return key.matches() ? Optional.of(new Digit(sign(key.group(1)), USUAL_MS)) : Optional.empty();
    }

    private static char sign(String key) {
        return key.length() > 1 ? BY_NUMBER.charAt(Integer.parseInt(key) - 10) : Character.toUpperCase(key.charAt(0));
    }
}
