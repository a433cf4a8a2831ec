package io.ringlog.media.audio;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clips one after the other without a gap, some of which may still be in the making: until one is there, silence is
 * heard, and one that does not come in two seconds is left out.
 */
public final class Sequence implements AudioSource {

    /** A clip now, or soon. */
    public interface Track {
        /** Null while it is being made. */
        @Nullable
        Clip clip();

        /** A clip that is there. */
        static Track of(Clip clip) {
            return () -> clip;
        }
    }

    private static final int LONGEST_WAIT = 2 * Frames.SAMPLES_PER_SECOND;

    private final Iterator<Track> tracks;
    private final @Nullable AudioSource last;

    @Nullable
    private Track current;

    private int at;
    private int waited;

    private Sequence(List<Track> tracks, @Nullable AudioSource last) {
        this.tracks = List.copyOf(tracks).iterator();
        this.last = last;
    }

    /** Ends with the last one. */
    public static AudioSource once(List<Track> tracks) {
        return new Sequence(tracks, null);
    }

    /** Another source is heard after them; it begins with a frame of its own. */
    public static AudioSource before(AudioSource last, List<Track> tracks) {
        return tracks.isEmpty() ? last : new Sequence(tracks, last);
    }

    @Override
    public boolean read(short[] frame) {
        int filled = 0;
        while (filled < frame.length && hasTrack()) {
            filled = fill(frame, filled);
        }
        if (filled == 0) {
            return last != null && last.read(frame);
        }
        Arrays.fill(frame, filled, frame.length, (short) 0);
        return true;
    }

    private boolean hasTrack() {
        if (current == null && tracks.hasNext()) {
            current = tracks.next();
            at = 0;
            waited = 0;
        }
        return current != null;
    }

    private int fill(short[] frame, int filled) {
        Clip clip = current == null ? null : current.clip();
        if (clip == null) {
            return await(frame, filled);
        }
        int count = clip.copy(at, frame, filled);
        at += count;
        if (at == clip.length()) {
            current = null;
        }
        return filled + count;
    }

    private int await(short[] frame, int filled) {
        if (waited >= LONGEST_WAIT) {
            current = null;
            return filled;
        }
        waited += frame.length - filled;
        Arrays.fill(frame, filled, frame.length, (short) 0);
        return frame.length;
    }
}
