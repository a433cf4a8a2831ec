package io.ringlog.edge.media;

import io.ringlog.relay.LegPorts;
import io.ringlog.relay.RemoteMedia;
import io.ringlog.sip.sdp.AudioStream;
import io.ringlog.sip.sdp.Codec;
import io.ringlog.sip.sdp.Negotiation.LocalAudio;
import io.ringlog.sip.sdp.SessionDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one party of a call and of its session. Guarded by the media of the call. */
final class Side {
    /** Where the party's signalling comes from. */
    @Nullable
    String source;

    /** Its messages come from elsewhere, and say nothing of that. */
    boolean handedOn;

    /** Our end, when the platform itself is the party's partner. */
    @Nullable
    LocalAudio local;

    List<Codec> codecs = List.of();

    /** Where its media goes, as far as that was said. */
    @Nullable
    RemoteMedia remote;

    /** What it may be offered; empty for all. */
    List<String> allowed = List.of();

    /** Whether its last description wants RTCP on the port of RTP (RFC 5761), and whether both have agreed. */
    boolean wantsMux;

    /** The platform itself never agrees to that. */
    boolean muxed;

    /** What it is rung with others for; they share ports until one of them has answered. */
    @Nullable
    String attempt;

    boolean answered;

    /** Whether the party has been offered a session and has not answered yet. */
    boolean answers;

    /** What the party said last of its media. */
    @Nullable
    AudioStream said;

    /** What the party has proposed in a session under way, and the other has not taken yet. */
    @Nullable
    AudioStream proposed;

    /** What it was shown last: the session that our next description to it goes on with. */
    @Nullable
    SessionDescription shown;

    @Nullable
    LegPorts ports;
}
