package io.ringlog.sip.message;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whom a URI means: its user part without escapes (RFC 3261 section 19.1.4), and where that is a telephone number,
 * without parameters and visual separators (RFC 3966 sections 3 and 5.1.1). A {@code tel:} URI means its number.
 */
public final class Subscribers {
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9A-Da-d*#().-]*[0-9*#][0-9A-Da-d*#().-]*");
    private static final Pattern SEPARATORS = Pattern.compile("[-.()]");
    private static final int HEX = 16;

    private Subscribers() {}

    /** Null when the URI names nobody, only a place. */
    public static @Nullable String named(URI uri) {
        if (uri instanceof SipURI sip) {
            String user = sip.getUser();
            return user == null ? null : meant(user, "phone".equalsIgnoreCase(sip.getUserParam()));
        }
        String text = uri.toString();
        return text.toLowerCase(Locale.ROOT).startsWith("tel:") ? meant(text.substring(4), true) : null;
    }

    private static String meant(String user, boolean phone) {
        int parameters = user.indexOf(';');
        String number = unescaped(parameters < 0 ? user : user.substring(0, parameters));
        if (!NUMBER.matcher(number).matches()) {
            return unescaped(user);
        }
        return phone || number.startsWith("+") ? SEPARATORS.matcher(number).replaceAll("") : number;
    }

    /** Left as it stands where it is no UTF-8 or hides what no name has: control characters. */
    static String unescaped(String user) {
        if (user.indexOf('%') < 0) {
            return user;
        }
        byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
        ByteBuffer plain = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int escaped = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
            plain.put(escaped < 0 ? bytes[i] : (byte) escaped);
            i += escaped < 0 ? 0 : 2;
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(plain.flip());
            return text.chars().anyMatch(Character::isISOControl) ? user : text.toString();
        } catch (CharacterCodingException noUtf8) {
            return user;
        }
    }

    private static int hex(byte high, byte low) {
        int h = Character.digit(high, HEX);
        int l = Character.digit(low, HEX);
        return h < 0 || l < 0 ? -1 : h * HEX + l;
    }
}
