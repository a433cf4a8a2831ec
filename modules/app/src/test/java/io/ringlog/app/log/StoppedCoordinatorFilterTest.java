package io.ringlog.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoppedCoordinatorFilterTest {
    private static final String COORDINATOR = "org.apache.iceberg.connect.channel.CoordinatorThread";

    private final StoppedCoordinatorFilter filter = new StoppedCoordinatorFilter();

    @Test
    void a_commit_that_a_stop_rejected_is_not_told() {
        assertThat(decided(COORDINATOR, new RejectedExecutionException("shut down")))
                .isEqualTo(FilterReply.DENY);
    }

    @Test
    void a_commit_that_a_stop_interrupted_is_not_told_whoever_wrapped_it() {
        assertThat(decided(COORDINATOR, new IllegalStateException(new InterruptedException())))
                .isEqualTo(FilterReply.DENY);
        assertThat(decided(COORDINATOR, new UncheckedIOException(new ClosedByInterruptException())))
                .isEqualTo(FilterReply.DENY);
    }

    @Test
    void everything_else_is_told() {
        assertThat(decided(COORDINATOR, new IllegalStateException("the catalog is gone")))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(decided(COORDINATOR, null)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decided("io.ringlog.connectors.LakeSink", new RejectedExecutionException()))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    private FilterReply decided(String logger, @Nullable Throwable thrown) {
        Logger source = new LoggerContext().getLogger(logger);
        return filter.decide(new LoggingEvent("test", source, Level.ERROR, "exiting thread", thrown, null));
    }
}
