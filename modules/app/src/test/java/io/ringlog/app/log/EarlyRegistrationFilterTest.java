package io.ringlog.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.NotControllerException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EarlyRegistrationFilterTest {
    private static final String CONTROLLER = "kafka.server.ControllerApis";
    private static final String REGISTRATION = "Unexpected error handling request (apiKey=CONTROLLER_REGISTRATION)";

    private final EarlyRegistrationFilter filter = new EarlyRegistrationFilter();

    @Test
    void a_controller_that_registers_before_it_is_active_is_not_told() {
        assertThat(decided(CONTROLLER, REGISTRATION, new NotControllerException("not yet")))
                .isEqualTo(FilterReply.DENY);
        assertThat(decided(CONTROLLER, REGISTRATION, new CompletionException(new NotControllerException("not yet"))))
                .isEqualTo(FilterReply.DENY);
    }

    @Test
    void everything_else_is_told() {
        assertThat(decided(CONTROLLER, "(apiKey=CREATE_TOPICS)", new NotControllerException("not yet")))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(decided(CONTROLLER, REGISTRATION, new IllegalStateException("broken")))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(decided(CONTROLLER, REGISTRATION, null)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decided("kafka.server.KafkaApis", REGISTRATION, new NotControllerException("not yet")))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    private FilterReply decided(String logger, String message, @Nullable Throwable thrown) {
        Logger source = new LoggerContext().getLogger(logger);
        return filter.decide(new LoggingEvent("test", source, Level.ERROR, message, thrown, null));
    }
}
