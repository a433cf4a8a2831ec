package io.ringlog.testkit.sip;

import java.util.concurrent.atomic.AtomicInteger;

/** Where a phone's session descriptions come from; the standard one names a port that nobody listens on. */
public interface PeerMedia {

    /** A description of our side; {@code direction} is sendrecv, sendonly, recvonly or inactive. */
    String describe(String direction);

    /** Whether our INVITE offers; else the other side does in its 200 and our ACK answers (RFC 3261, 13.2.1). */
    default boolean offers() {
        return true;
    }

    /** The same media for a phone that calls without a description. */
    static PeerMedia offeringNothing(PeerMedia media) {
        return new PeerMedia() {
            @Override
            public String describe(String direction) {
                return media.describe(direction);
            }

            @Override
            public boolean offers() {
                return false;
            }

            @Override
            public void remote(String sdp) {
                media.remote(sdp);
            }
        };
    }

    /** The other side's description, whenever one arrives. */
    default void remote(String sdp) {}

    static PeerMedia silent() {
        AtomicInteger version = new AtomicInteger();
        int port = 20_000 + (int) (Thread.currentThread().threadId() * 2 % 20_000);
        return direction ->
                """
                v=0
                o=peer 1 %d IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio %d RTP/AVP 0 8 101
                a=rtpmap:0 PCMU/8000
                a=rtpmap:8 PCMA/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=%s
                """.formatted(version.incrementAndGet(), port, direction).replace("\n", "\r\n");
    }
}
