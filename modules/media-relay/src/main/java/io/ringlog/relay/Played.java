package io.ringlog.relay;

import io.ringlog.media.audio.AudioSource;
import io.ringlog.media.audio.Frames;

/** Sound of the platform as what a leg hears. */
final class Played implements Source, Beat {
    private final Engine engine;
    private final Leg leg;
    private final Playback playback;

    Played(Engine engine, Leg leg, Playback playback) {
        this.engine = engine;
        this.leg = leg;
        this.playback = playback;
    }

    AudioSource sound() {
        return playback.source();
    }

    String playbackId() {
        return playback.playbackId();
    }

    /** The source says that it has ended one frame late: just when the last one has been heard. */
    @Override
    public void frame() {
        if (playback.source().read(engine.frame())) {
            engine.say(leg);
        } else {
            engine.stop(leg, PlaybackEnd.COMPLETED);
        }
    }

    @Override
    public void missed(int frames) {
        leg.told.stream.skip(frames * Frames.SAMPLES);
    }
}
