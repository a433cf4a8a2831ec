package io.ringlog.relay;

import io.ringlog.media.audio.AudioSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries the media of calls: forwards packets between the legs of a talk, and plays to a leg or hears its digits when
 * the platform takes part. Decides nothing about calls and reads no SDP.
 *
 * <p>Every method may be called from any thread and returns at once; the work is done by the loop that owns the leg,
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

    /**
     * Opens a leg on the ports of another that rings for the same party, so that a fork takes one pair however many
     * branches it has; on ports of its own when the other is not open (any more). They are one leg in all but name
     * until the others are closed: whose description was told last is who is heard and reported.
     *
     * @throws PortsExhausted when no pair is free
     */
    LegPorts openBeside(String callId, String legId, String otherLegId, LegMedia media) throws PortsExhausted;

    /** Says where the leg's media shall go and come from, as its SDP has it; again on each re-INVITE. */
    void remote(String callId, String legId, RemoteMedia remote);

    /**
     * Lets legs of any calls hear each other: each enters the talk and leaves the one it was in, and what was being
     * played to it ends. Two hear each other without a copy, three and more are mixed (G.711 only). A talk begins with
     * its first leg and ends with its last.
     *
     * @throws TalkRefused when the talk would have too many legs; nothing changes then
     */
    void join(String talkId, List<LegKey> legs) throws TalkRefused;

    /**
     * Lets a leg enter a talk in which all are mixed however few they are, so that one alone and two hear sounds for
     * all too (G.711 only).
     *
     * @param muted whether it hears the others and they do not hear it
     * @throws TalkRefused when the talk would have too many legs; nothing changes then
     */
    void mix(String talkId, LegKey leg, boolean muted) throws TalkRefused;

    /**
     * Lets a leg enter a talk, if it is not in it yet, whose legs it all hears while these alone hear it; none of them
     * hears what it says before that holds (G.711 only). Leaving the talk ends it.
     *
     * @param heardBy of the talk; empty for nobody, null for all
     * @throws TalkRefused when the talk would have too many legs; nothing changes then
     */
    void overhear(String talkId, LegKey leg, @Nullable List<LegKey> heardBy) throws TalkRefused;

    /** Keeps what a leg says from those it talks to, or no more; leaving its talk ends that. */
    void mute(String callId, String legId, boolean muted);

    /** Lets all legs of a mixed talk hear a sound beside each other. The source is read by the loop's thread only. */
    void sound(String talkId, AudioSource source);

    /** Takes a leg out of its talk; it stays open and may be played to. */
    void leave(String callId, String legId);

    /** Takes all legs out of a talk; they stay open. */
    void split(String talkId);

    /** Plays to a leg, in place of what it hears in its talk. What was being played before ends. */
    void play(String callId, String legId, Playback playback);

    void stop(String callId, String legId);

    /**
     * Puts what the leg says on a tape, in place of one that was running, until the tape wants no more, it is ended,
     * the leg enters a talk or is closed. A leg that is not open has nothing to say: its tape is over at once.
     */
    void record(String callId, String legId, Tape tape);

    void endRecording(String callId, String legId);

    /**
     * Puts what the leg says (left) and what it hears of those it talks to (right) on a tape, in place of one that was
     * running, until the tape wants no more, it is ended or the leg is closed: the leg may come and go between talks
     * meanwhile. What is played to it, and what comes from a party that has put the others on hold, is silence there.
     * G.711 only. A leg that is not open has nothing to say: its tape is over at once.
     */
    void recordTalk(String callId, String legId, Tape tape);

    void endTalkRecording(String callId, String legId);

    /**
     * Lets a leg and whoever it talks to hear a sound, in place of each other or beside each other where they are
     * mixed; its ends are told under one id.
     *
     * @param copies of the sound, one for each who may hear it; read by the loop's thread only
     */
    void notice(String callId, String legId, String playbackId, List<AudioSource> copies);

    /** Reports digits of a leg in a talk too; those of a leg that talks to nobody are always reported. */
    void listenForDigits(String callId, String legId, boolean listen);

    /**
     * A key that the party of a leg has pressed beside its media (INFO) is told to whom it talks to, in a talk of two
     * that is not mixed: as a telephone event (RFC 4733), or by {@link RelayListener#keyUntold} where that one takes
     * none. At most 16 keys wait for a leg. Where a telephone event of a key has come from the leg in this talk, the
     * other party has its keys by that way already, and these are not told.
     *
     * @param key 0-9, *, #, A-D
     * @param durationMs told as 60 to 500 ms
     */
    void pressed(String callId, String legId, char key, int durationMs);

    /** From now on media is due from the leg: its party has answered. Joining a talk and being played to say so too. */
    void due(String callId, String legId);

    /** How the port pairs stand. */
    PortFigures ports();

    /** What has passed through an open leg so far. */
    Optional<LegCounters> counters(String callId, String legId);

    /** How well the media of an open leg has got through so far. */
    Optional<LegQuality> quality(String callId, String legId);

    /** What has passed through all legs since the start, those that are closed included. */
    LegCounters totals();

    void close(String callId, String legId);

    void closeCall(String callId);

    /** Closes all legs and ends the loops. */
    @Override
    void close();
}
