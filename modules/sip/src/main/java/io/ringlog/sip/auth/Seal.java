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
    /** One for each thread, made once: to find and key it anew for a dozen signatures a call was half of their cost. */
    private final ThreadLocal<Mac> keyed;

    /** {@code purpose} keeps signatures of one kind from being used as another. */
    public Seal(byte[] clusterKey, String purpose) {
        byte[] own = keyed(clusterKey).doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        keyed = ThreadLocal.withInitial(() -> keyed(own));
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no HmacSHA256", missing);
        }
    }

    private byte[] mac(String text) {
        return keyed.get().doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first {@code bytes} of the signature, URL-safe. */
    public String sign(String text, int bytes) {
        byte[] full = mac(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(full, bytes));
    }

    /** The same in hexadecimal, for places that are compared without regard to case. */
    public String signHex(String text, int bytes) {
        byte[] full = mac(text);
        return HexFormat.of().formatHex(full, 0, bytes);
    }

    public boolean verify(String text, int bytes, String signature) {
        return MessageDigest.isEqual(
                sign(text, bytes).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }
}
