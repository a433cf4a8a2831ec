package io.ringlog.relay;

import io.ringlog.media.audio.AudioSource;
import io.ringlog.media.audio.Clip;
import java.util.List;

/**
 * Something to play to one leg.
 *
 * @param playbackId chosen by the caller; comes back when it has finished
 * @param source read by the loop's thread only, so it must neither block nor be shared
 */
public record Playback(String playbackId, AudioSource source) {
    public static Playback once(String playbackId, Clip clip) {
        return new Playback(playbackId, clip.once());
    }

    /** The clips one after the other. */
    public static Playback sequence(String playbackId, List<Clip> clips) {
        Clip all = clips.stream().reduce(Clip.of(new short[0]), Clip::then);
        return new Playback(playbackId, all.once());
    }

    /** For ever, until it is stopped, replaced or the leg joins a talk. */
    public static Playback loop(String playbackId, Clip clip) {
        return new Playback(playbackId, clip.loop(0));
    }

    /** For ever, from an offset in samples: callers of one music tune in mid-way. */
    public static Playback loop(String playbackId, Clip clip, long fromSample) {
        return new Playback(playbackId, clip.loop(fromSample));
    }
}
