package io.ringlog.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogCommandTest {
    @TempDir
    Path folder;

    private final LoggerContext loggers = new LoggerContext();
    private Logs.Watch process;

    @BeforeEach
    void a_process_that_logs() throws IOException {
        Files.createDirectories(folder.resolve("log"));
        process = new Logs.Watch(loggers, folder, new TreeMap<>(Map.of("io.ringlog", "INFO")));
        process.look();
    }

    @Test
    void levels_change_while_the_process_runs_and_go_back() {
        assertThat(run("log io.ringlog.sip=debug org.apache.kafka=INFO").code()).isZero();
        process.look();

        assertThat(level("io.ringlog.sip.stack")).isEqualTo(Level.DEBUG);
        assertThat(level("org.apache.kafka.clients")).isEqualTo(Level.INFO);
        assertThat(level("io.ringlog.app")).isNotEqualTo(Level.DEBUG);
        assertThat(run("log").out()).contains("io.ringlog.sip=DEBUG").contains("org.apache.kafka=INFO");

        assertThat(run("log --reset").out()).contains("As the configuration says");
        process.look();
        assertThat(level("io.ringlog.sip.stack")).isEqualTo(Level.INFO);
        assertThat(run("log io.ringlog=TRACE").code()).isZero();
        process.look();
        assertThat(level("io.ringlog.app")).isEqualTo(Level.TRACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.ringlog", "io.ringlog=LOUD", "=INFO", "9=INFO", "a b=INFO"})
    void what_is_no_level_is_refused(String asked) {
        Said refused = Said.by("log", asked, "--data", folder.toString());

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("'" + asked + "' is not NAME=LEVEL");
    }

    @Test
    void what_a_process_cannot_read_changes_nothing() throws IOException {
        run("log io.ringlog=DEBUG");
        process.look();
        Files.writeString(folder.resolve("log/levels"), "io.ringlog=QUIET\n");
        process.look();
        assertThat(level("io.ringlog")).isEqualTo(Level.DEBUG);

        Files.writeString(folder.resolve("log/levels"), "x".repeat(20_000));
        process.look();
        assertThat(level("io.ringlog")).isEqualTo(Level.DEBUG);
    }

    @Test
    void levels_have_bounds_and_a_folder() {
        String most = IntStream.range(0, 50).mapToObj(n -> "l" + n + "=INFO").collect(Collectors.joining(" "));
        assertThat(run("log " + most).code()).isZero();
        assertThat(run("log one.more=INFO").err()).contains("50 loggers at most");
        assertThat(Said.by("log", "--data", folder.resolve("nowhere").toString())
                        .err())
                .contains("no process has written a log in");
    }

    private Level level(String logger) {
        return loggers.getLogger(logger).getEffectiveLevel();
    }

    private Said run(String line) {
        return Said.by((line + " --data " + folder).split(" "));
    }
}
