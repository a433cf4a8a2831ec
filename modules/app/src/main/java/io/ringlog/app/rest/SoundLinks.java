package io.ringlog.app.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.api.port.Recordings;
import io.ringlog.api.port.Recordings.Signed;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs links to sounds with a key of the installation (HMAC-SHA256, RFC 2104): whoever has one hears that sound until
 * it expires, and no other. What is signed is the object key, which begins with the account, and the moment.
 */
public final class SoundLinks {

    private static final String ALGORITHM = "HmacSHA256";

    /** The key signs other things too: what is signed here is none of them. */
    private static final String PURPOSE = "ringlog link to a sound, 1";

    private final SecretKeySpec key;

    /** @param installation key that all processes share */
    public SoundLinks(byte[] installation) {
        this.key = new SecretKeySpec(hmac(new SecretKeySpec(installation, ALGORITHM), PURPOSE), ALGORITHM);
    }

    /** Path and query of a link. */
    String path(String objectKey, Instant until) {
        String expires = Long.toString(until.getEpochSecond());
        return Recordings.LINKS + objectKey + "?" + Recordings.EXPIRES + "=" + expires + "&" + Recordings.SIGNATURE
                + "=" + signature(objectKey, expires);
    }

    /** Takes as long for a signature that is nearly right as for any other. */
    boolean isOurs(Signed link) {
        byte[] right = signature(link.objectKey(), link.expires()).getBytes(UTF_8);
        return MessageDigest.isEqual(right, link.signature().getBytes(UTF_8));
    }

    private String signature(String objectKey, String expires) {
        byte[] signed = hmac(key, objectKey + "\n" + expires);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + ALGORITHM, missing);
        }
    }
}
