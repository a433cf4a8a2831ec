package io.ringlog.sip.auth;

import io.ringlog.sip.message.Randoms;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Nonces that carry their own birth and signature, so that every edge can check them and none has to
 * remember. The birth comes first, before a dot, base 36: the brain orders them by it. Each is signed for the address
 * that asked, so an answer to it proves that its sender receives there: nobody can have wrong answers counted against
 * an address that is not his.
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

    /** @param source the address the challenge is sent to, without its port, which a NAT may change */
    public String mint(String realm, String source) {
        String body = Long.toString(clock.millis(), 36) + "." + Randoms.hex(6);
        return body + "." + seal.sign(text(realm, source, body), MAC_BYTES);
    }

    /** FORGED for every address but the one it was minted for. */
    public Check check(String nonce, String realm, String source) {
        int dot = nonce.lastIndexOf('.');
        if (dot <= 0
                || !seal.verify(text(realm, source, nonce.substring(0, dot)), MAC_BYTES, nonce.substring(dot + 1))) {
            return Check.FORGED;
        }
        long born = Long.parseLong(nonce.substring(0, nonce.indexOf('.')), 36);
        return clock.millis() - born > lifetime.toMillis() ? Check.STALE : Check.VALID;
    }

    private static String text(String realm, String source, String body) {
        return realm + "|" + source + "|" + body;
    }
}
