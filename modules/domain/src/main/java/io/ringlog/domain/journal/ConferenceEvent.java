package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/** What happens in a conference. */
public sealed interface ConferenceEvent extends Event {

    String conferenceId();

    /** What happens to somebody in it, or at its door; it is part of the story of their call. */
    sealed interface OfSomebody extends ConferenceEvent {
        String callId();

        String legId();
    }

    /** Somebody is asked for the PIN. */
    record ConferencePinAsked(String callId, String conferenceId, String legId) implements OfSomebody {}

    /** Somebody typed no PIN of the room; {@code tries} counts from 1. */
    record ConferencePinWrong(String callId, String conferenceId, String legId, int tries) implements OfSomebody {}

    /**
     * Somebody was let in.
     *
     * @param waits whether nobody hears anybody yet, because no moderator has come
     */
    record ConferenceJoined(
            String callId, String conferenceId, String legId, boolean moderator, boolean muted, boolean waits)
            implements OfSomebody {}

    /** The others hear a member no more, or again. */
    record ConferenceMuted(String callId, String conferenceId, String legId, boolean muted) implements OfSomebody {}

    /** A member is not in the room any more. */
    record ConferenceLeft(String callId, String conferenceId, String legId, String why) implements OfSomebody {}

    /** Nobody else comes in but moderators, or everybody may again. */
    record ConferenceLocked(String conferenceId, boolean locked) implements ConferenceEvent {}

    /**
     * Another member speaks than before, told at most once a second; it is no part of a call's story.
     *
     * @param callId the member who speaks now, by its call, and {@code legId} in it; null for nobody
     * @param before who spoke before, likewise; null for nobody, and for one who has left
     */
    record ConferenceSpeakerChanged(
            String conferenceId,
            @Nullable String callId,
            @Nullable String legId,
            @Nullable String before) implements ConferenceEvent {}

    /** Somebody asked for what cannot be done. */
    record ConferenceActRefused(
            String conferenceId,
            ConferenceActed.Act act,
            @Nullable String member,
            String code,
            String text) implements ConferenceEvent {}

    /** The last member has left. */
    record ConferenceEnded(String conferenceId) implements ConferenceEvent {}
}
