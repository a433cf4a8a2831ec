package io.ringlog.relay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that writes down what it is told, one line per event. */
final class HeardEvents implements RelayListener {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void playbackFinished(String callId, String legId, String playbackId, PlaybackEnd reason) {
        lines.add(callId + "/" + legId + " finished " + playbackId + " " + reason);
    }

    @Override
    public void digit(String callId, String legId, char digit, int durationMs) {
        lines.add(callId + "/" + legId + " digit " + digit + " " + durationMs);
    }

    @Override
    public void keyUntold(String callId, String legId, char key, int durationMs) {
        lines.add(callId + "/" + legId + " untold " + key + " " + durationMs);
    }

    @Override
    public void silent(String callId, String legId, Duration duration) {
        lines.add(callId + "/" + legId + " silent");
    }

    @Override
    public void quietOnHold(String callId, String legId) {
        lines.add(callId + "/" + legId + " quiet on hold");
    }

    @Override
    public void closed(String callId, String legId, LegCounters counters) {
        lines.add(callId + "/" + legId + " closed after " + counters.packetsIn());
    }
}
