package io.ringlog.edge;

import io.ringlog.wire.EdgeHeartbeat;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at short intervals that the edge lives; an interval that fails is made good by the next one. */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final HeartbeatSink sink;
    private final Supplier<EdgeHeartbeat> alive;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, work -> Thread.ofPlatform().name("edge-heartbeat").unstarted(work));

    private Heartbeat(HeartbeatSink sink, Supplier<EdgeHeartbeat> alive) {
        this.sink = sink;
        this.alive = alive;
    }

    static Heartbeat start(HeartbeatSink sink, Duration interval, Supplier<EdgeHeartbeat> alive) {
        Heartbeat heartbeat = new Heartbeat(sink, alive);
        heartbeat.thread.scheduleAtFixedRate(heartbeat::beat, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        return heartbeat;
    }

    private void beat() {
        try {
            sink.send(alive.get());
        } catch (RuntimeException brokerAway) {
            LOG.warn("a heartbeat was not sent: {}", brokerAway.toString());
        }
    }

    /** No beat follows the goodbye. */
    void goodbye(EdgeHeartbeat last) {
        close();
        sink.send(last);
        sink.close();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
