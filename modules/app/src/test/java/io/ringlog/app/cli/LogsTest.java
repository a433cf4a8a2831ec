package io.ringlog.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.app.config.ConfigSources;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogsTest {
    @TempDir
    private Path folder;

    @AfterEach
    void back() {
        Logs.into(sources().read());
    }

    @Test
    void the_levels_of_the_configuration_are_those_of_the_log() {
        assertThat(LoggerFactory.getLogger("io.ringlog.nobody").isDebugEnabled())
                .isFalse();

        Logs.into(sources()
                .with("log.level=DEBUG")
                .with("log.loggers.some.library=TRACE")
                .read());

        assertThat(LoggerFactory.getLogger("io.ringlog.nobody").isDebugEnabled())
                .isTrue();
        assertThat(LoggerFactory.getLogger("some.library.part").isTraceEnabled())
                .isTrue();
    }

    private ConfigSources sources() {
        return ConfigSources.defaults().with("node.data=" + folder);
    }
}
