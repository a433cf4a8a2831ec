package io.ringlog.edge;

import io.ringlog.wire.EdgeHeartbeat;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at short intervals that the edge lives; an interval that fails is made good by the next one. */
final class Heartbeat {

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
        send(alive.get());
    }

    private void send(EdgeHeartbeat beat) {
        try {
            sink.send(beat);
        } catch (RuntimeException brokerAway) {
            LOG.warn("a heartbeat was not sent: {}", brokerAway.toString());
        }
    }

    /** No beat follows the goodbye. A broker that is away holds up nobody for longer than the given time. */
    void goodbye(EdgeHeartbeat last, Duration atMost) throws InterruptedException {
        thread.execute(() -> send(last));
        thread.shutdown();
        if (!thread.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            thread.shutdownNow();
        }
        sink.close();
    }

    /** Falls silent without a goodbye. */
    void stop() {
        thread.shutdownNow();
        sink.close();
    }
}
