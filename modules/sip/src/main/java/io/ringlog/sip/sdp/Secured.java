package io.ringlog.sip.sdp;

import java.util.List;

/**
 * What a description of ours says of encryption.
 *
 * @param protocol of the media line
 * @param lines the keys under which we send; empty in the clear
 */
public record Secured(String protocol, List<CryptoLine> lines) {
    /** RTP in the clear, and what an offer has that takes encryption if the other side can (RFC 8643). */
    public static final String PLAIN = "RTP/AVP";

    /** RTP that has to be encrypted. */
    public static final String SECURE = "RTP/SAVP";

    /** In the clear. */
    public static final Secured NOT = new Secured(PLAIN, List.of());

    public Secured {
        lines = List.copyOf(lines);
    }
}
