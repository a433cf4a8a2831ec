package io.ringlog.sip.auth;

import io.ringlog.sip.message.Randoms;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Nonces that carry their own birth and signature, so that every edge can check them and none has to
 * remember. The birth comes first, before a dot, base 36: the brain orders them by it.
 */
public final class Nonces {
    private static final int MAC_BYTES = 16;

    private final Seal seal;
    private final Duration lifetime;
    private final InstantSource clock;

    /** What a nonce turned out to be. */
    public enum Check {
        VALID,
        STALE,
        FORGED
    }

    public Nonces(byte[] key, Duration lifetime, InstantSource clock) {
        this.seal = new Seal(key, "nonce");
        this.lifetime = lifetime;
        this.clock = clock;
    }

    public String mint(String realm) {
        String body = Long.toString(clock.millis(), 36) + "." + Randoms.hex(6);
        return body + "." + seal.sign(realm + "|" + body, MAC_BYTES);
    }

    public Check check(String nonce, String realm) {
        int dot = nonce.lastIndexOf('.');
        if (dot <= 0 || !seal.verify(realm + "|" + nonce.substring(0, dot), MAC_BYTES, nonce.substring(dot + 1))) {
            return Check.FORGED;
        }
        long born = Long.parseLong(nonce.substring(0, nonce.indexOf('.')), 36);
        return clock.millis() - born > lifetime.toMillis() ? Check.STALE : Check.VALID;
    }
}
