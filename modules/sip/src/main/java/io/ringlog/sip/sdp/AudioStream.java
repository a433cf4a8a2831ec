package io.ringlog.sip.sdp;

import java.util.List;
import java.util.Optional;

/**
 * Where and how one side wants its audio; ports are RTP and RTCP at {@code address}.
 *
 * @param crypto keys under which it sends, as far as they can be used, in its order; empty for none
 * @param keys how many keys it names, whether or not they can be used
 */
public record AudioStream(
        String address,
        int port,
        int rtcpPort,
        boolean rtcpMux,
        String protocol,
        List<Codec> codecs,
        Direction direction,
        List<CryptoLine> crypto,
        int keys) {

    /** Whether it is to be encrypted, whether or not there is a key that can be used. */
    public boolean isSecure() {
        return protocol.contains("SAVP");
    }

    /** The digits format, if this side takes one. */
    public Optional<Codec> telephoneEvent() {
        return Codec.digits(codecs);
    }

    /** The first real audio format. */
    public Optional<Codec> voice() {
        return codecs.stream().filter(c -> !c.isTelephoneEvent()).findFirst();
    }
}
