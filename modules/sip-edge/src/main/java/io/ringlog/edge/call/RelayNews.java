package io.ringlog.edge.call;

import io.ringlog.edge.Desk;
import io.ringlog.relay.LegKey;
import io.ringlog.relay.PlaybackEnd;
import io.ringlog.relay.RelayListener;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings what media loops report to the desk. The relay needs it before there is anybody to report to. */
public final class RelayNews implements RelayListener {

    /** Who hears it, on the desk thread. */
    interface Ear {
        void playbackFinished(String callId, String legId, String playbackId, PlaybackEnd end);

        void digit(String callId, String legId, char digit);

        void keyUntold(String callId, String legId, char key, int durationMs);

        void silent(String callId, String legId);

        void quietOnHold(String callId, String legId);

        void speaks(String talkId, @Nullable LegKey speaker);
    }

    private final Desk desk;
    private volatile @Nullable Ear ear;

    public RelayNews(Desk desk) {
        this.desk = desk;
    }

    /** To be called before the first leg is opened. */
    void reportTo(Ear listener) {
        ear = listener;
    }

    @Override
    public void playbackFinished(String callId, String legId, String playbackId, PlaybackEnd reason) {
        desk.execute(() -> ear().playbackFinished(callId, legId, playbackId, reason));
    }

    @Override
    public void digit(String callId, String legId, char digit, int durationMs) {
        desk.execute(() -> ear().digit(callId, legId, digit));
    }

    @Override
    public void keyUntold(String callId, String legId, char key, int durationMs) {
        desk.execute(() -> ear().keyUntold(callId, legId, key, durationMs));
    }

    @Override
    public void silent(String callId, String legId, Duration duration) {
        desk.execute(() -> ear().silent(callId, legId));
    }

    @Override
    public void quietOnHold(String callId, String legId) {
        desk.execute(() -> ear().quietOnHold(callId, legId));
    }

    @Override
    public void speaks(String talkId, @Nullable LegKey speaker) {
        desk.execute(() -> ear().speaks(talkId, speaker));
    }

    private Ear ear() {
        return Objects.requireNonNull(ear, "no leg is open before somebody listens");
    }
}
