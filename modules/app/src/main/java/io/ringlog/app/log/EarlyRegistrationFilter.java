package io.ringlog.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.NotControllerException;

/**
 * Drops the line with which an embedded Kafka reports as an error that its controller registered some milliseconds
 * before it became active; it registers again. Any other request that an inactive controller refuses is told.
 */
public final class EarlyRegistrationFilter extends Filter<ILoggingEvent> {
    private static final String CONTROLLER = "kafka.server.ControllerApis";
    private static final String REGISTRATION = "CONTROLLER_REGISTRATION";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean early = event.getLoggerName().equals(CONTROLLER)
                && event.getFormattedMessage().contains(REGISTRATION)
                && Stream.iterate(event.getThrowableProxy(), it -> it != null, IThrowableProxy::getCause)
                        .anyMatch(it -> it.getClassName().equals(NotControllerException.class.getName()));
        return early ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
