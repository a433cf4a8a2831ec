package io.ringlog.sip.sdp;

import java.util.List;
import java.util.Optional;

/** Where and how one side wants its audio; ports are RTP and RTCP at {@code address}. */
public record AudioStream(
        String address,
        int port,
        int rtcpPort,
        boolean rtcpMux,
        String protocol,
        List<Codec> codecs,
        Direction direction) {

    /** The digits format, if this side takes one. */
    public Optional<Codec> telephoneEvent() {
        return codecs.stream().filter(Codec::isTelephoneEvent).findFirst();
    }

    /** The first real audio format. */
    public Optional<Codec> voice() {
        return codecs.stream().filter(c -> !c.isTelephoneEvent()).findFirst();
    }
}
