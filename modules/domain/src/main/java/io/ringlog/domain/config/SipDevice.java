package io.ringlog.domain.config;

import org.jspecify.annotations.Nullable;

/**
 * An endpoint that registers with its own digest credential.
 *
 * @param ha1 sealed MD5 HA1 (RFC 7616): never a password, never in clear outside the brain's host
 * @param ha1Sha256 sealed SHA-256 HA1 (RFC 8760)
 * @param lampState what it is told of the dialogs that it watches
 * @param mediaEncryption whether its media is encrypted
 */
public record SipDevice(
        String id,
        String accountId,
        String userId,
        String authUsername,
        String realm,
        String ha1,
        @Nullable String ha1Sha256,
        @Unsaid("udp") Transport transport,
        @Unsaid("false") boolean isWebrtc,
        @Unsaid("active") RowStatus status,
        @Unsaid("0") int ringOrder,
        @Unsaid("true") boolean ringOnFork,
        @Unsaid("full") LampState lampState,
        @Unsaid("optional") MediaEncryption mediaEncryption)
        implements ConfigRow {

    /** The transport the device is expected on. */
    public enum Transport {
        UDP,
        TCP,
        TLS,
        WSS
    }

    /** How much each NOTIFY of dialogs says (RFC 4235 section 3.4). */
    public enum LampState {
        /** Every dialog each time. */
        FULL,
        /** Every dialog when the phone asks, then those that have changed. */
        PARTIAL
    }
}
