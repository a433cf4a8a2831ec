package io.ringlog.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

/**
 * Drops the one line with which Iceberg's sink reports its own stop as an error: a coordinator that is told to stop
 * shuts its executor down at once, so that a commit under way is interrupted and one that begins is rejected. What was
 * left is committed after the next start. A coordinator that ends in this way without being told to is not passed over:
 * its task fails with "Coordinator unexpectedly terminated", and {@link io.ringlog.connectors.LakeSink} says so.
 */
public final class StoppedCoordinatorFilter extends Filter<ILoggingEvent> {
    private static final String COORDINATOR = "org.apache.iceberg.connect.channel.CoordinatorThread";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean stopped = event.getLoggerName().equals(COORDINATOR)
                && Stream.iterate(event.getThrowableProxy(), it -> it != null, IThrowableProxy::getCause)
                        .anyMatch(StoppedCoordinatorFilter::isOfAStop);
        return stopped ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    /** The libraries on the way each have an exception of their own for an interrupt. */
    private static boolean isOfAStop(IThrowableProxy thrown) {
        String type = thrown.getClassName();
        return type.contains("Interrupt") || type.equals(RejectedExecutionException.class.getName());
    }
}
