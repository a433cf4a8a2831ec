package io.ringlog.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 under a key of its own purpose, shortened; the key never leaves. */
public final class Seal {
    private final SecretKeySpec key;

    /** {@code purpose} keeps signatures of one kind from being used as another. */
    public Seal(byte[] clusterKey, String purpose) {
        SecretKeySpec root = new SecretKeySpec(clusterKey, "HmacSHA256");
        key = new SecretKeySpec(mac(root, purpose.getBytes(StandardCharsets.UTF_8)), "HmacSHA256");
    }

    private static byte[] mac(SecretKeySpec key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(data);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no HmacSHA256", missing);
        }
    }

    /** The first {@code bytes} of the signature, URL-safe. */
    public String sign(String text, int bytes) {
        byte[] full = mac(key, text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(full, bytes));
    }

    /** The same in hexadecimal, for places that are compared without regard to case. */
    public String signHex(String text, int bytes) {
        byte[] full = mac(key, text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(full, 0, bytes);
    }

    public boolean verify(String text, int bytes, String signature) {
        return MessageDigest.isEqual(
                sign(text, bytes).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }
}
