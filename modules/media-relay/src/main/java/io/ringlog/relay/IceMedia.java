package io.ringlog.relay;

import io.ringlog.media.ice.IceCredentials;
import io.ringlog.relay.dtls.DtlsDoor;
import io.ringlog.relay.dtls.Fingerprint;

/**
 * How a leg's media goes that is found by ICE and encrypted under keys by DTLS (RFC 8445, RFC 5763).
 *
 * @param ours by which it finds us; another for each leg
 * @param theirUfrag by which it is named
 * @param theirs of the only certificate that it may have
 * @param isClient whether we begin the handshake
 * @param door by which handshakes are let in
 */
public record IceMedia(IceCredentials ours, String theirUfrag, Fingerprint theirs, boolean isClient, DtlsDoor door) {}
