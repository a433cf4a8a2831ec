package io.ringlog.relay;

import java.util.Optional;

/**
 * Carries the media of calls: forwards packets between the legs of a call, and plays to a leg or hears its digits when
 * the platform takes part. Decides nothing about calls and reads no SDP.
 *
 * <p>Every method may be called from any thread and returns at once; the work is done by the loop that owns the call,
 * in the order of the calls made. A leg that is not there (any more) is no error: hang-ups race with commands.
 * A method that cannot hand its work to the loop throws {@link RelayOverloaded}.
 */
public interface MediaRelay extends AutoCloseable {
    /**
     * Opens an even RTP port and the odd RTCP port above it. Opening a leg again answers the same ports.
     *
     * @throws PortsExhausted when no pair is free
     */
    LegPorts open(String callId, String legId, LegMedia media) throws PortsExhausted;

    /** Says where the leg's media shall go and come from, as its SDP has it; again on each re-INVITE. */
    void remote(String callId, String legId, RemoteMedia remote);

    /**
     * Relays between two legs. What was being played to either ends: the engine steps out. A leg connected to itself
     * hears its own echo.
     */
    void connect(String callId, String legA, String legB);

    /** Parts a leg from its peer; both stay open and may be played to. */
    void disconnect(String callId, String legId);

    /** Plays to a leg, in place of what its peer says if it has one. What was being played before ends. */
    void play(String callId, String legId, Playback playback);

    void stop(String callId, String legId);

    /** Reports digits of a connected leg too; those of a leg without a peer are always reported. */
    void listenForDigits(String callId, String legId, boolean listen);

    /** What has passed through an open leg so far. */
    Optional<LegCounters> counters(String callId, String legId);

    void close(String callId, String legId);

    void closeCall(String callId);

    /** Closes all legs and ends the loops. */
    @Override
    void close();
}
