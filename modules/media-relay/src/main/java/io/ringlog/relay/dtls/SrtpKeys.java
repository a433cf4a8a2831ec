package io.ringlog.relay.dtls;

import io.ringlog.media.srtp.SrtpKey;
import io.ringlog.media.srtp.SrtpSuite;

/**
 * What a handshake comes to (RFC 5764 section 4.2).
 *
 * @param ours under which we send
 * @param theirs under which the other side sends
 */
public record SrtpKeys(SrtpSuite suite, SrtpKey ours, SrtpKey theirs) {
    static final String LABEL = "EXTRACTOR-dtls_srtp";
    static final int EXPORTED_BYTES = 2 * (SrtpKey.KEY_BYTES + SrtpKey.SALT_BYTES);

    /**
     * @param exported the client's key, the server's, the client's salt, the server's
     * @param isClient whether we are the client
     */
    static SrtpKeys of(SrtpSuite suite, byte[] exported, boolean isClient) {
        SrtpKey client = key(exported, 0);
        SrtpKey server = key(exported, 1);
        return isClient ? new SrtpKeys(suite, client, server) : new SrtpKeys(suite, server, client);
    }

    private static SrtpKey key(byte[] exported, int which) {
        byte[] both = new byte[SrtpKey.KEY_BYTES + SrtpKey.SALT_BYTES];
        System.arraycopy(exported, which * SrtpKey.KEY_BYTES, both, 0, SrtpKey.KEY_BYTES);
        int salt = 2 * SrtpKey.KEY_BYTES + which * SrtpKey.SALT_BYTES;
        System.arraycopy(exported, salt, both, SrtpKey.KEY_BYTES, SrtpKey.SALT_BYTES);
        return SrtpKey.of(both);
    }
}
