package io.ringlog.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.ringlog.app.config.RinglogConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the log goes, and how much of it; must be said before the first logger is made. */
public final class Logs {
    private static final String OURS = "io.ringlog";
    private static final int LOOK_SEC = 1;

    private Logs() {}

    /** A process that serves writes into its data folder. */
    public static void into(RinglogConfig config) {
        Path data = config.node().data().toAbsolutePath();
        System.setProperty("ringlog.log", data.resolve("log/ringlog.log").toString());
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            set(loggers, configured(config));
        }
    }

    /** Looks into the data folder from now on, whether somebody asks for other levels. */
    static void follow(RinglogConfig config) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            Watch watch = new Watch(loggers, config.node().data(), configured(config));
            watch.look();
            Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().daemon().name("log-levels").factory())
                    .scheduleWithFixedDelay(watch::look, LOOK_SEC, LOOK_SEC, TimeUnit.SECONDS);
        }
    }

    /** A command beside a running process says what goes wrong on the console, and leaves that process's log alone. */
    public static void ofCommand() {
        System.setProperty("logback.configurationFile", "logback-command.xml");
    }

    private static SortedMap<String, String> configured(RinglogConfig config) {
        SortedMap<String, String> levels = new TreeMap<>(config.log().loggers());
        levels.putIfAbsent(OURS, config.log().level());
        return levels;
    }

    private static void set(LoggerContext loggers, Map<String, String> levels) {
        levels.forEach((name, level) -> loggers.getLogger(name).setLevel(Level.toLevel(level)));
    }

    /** Brings the levels that are asked for while the process runs; where nobody asks, those of the configuration. */
    static final class Watch {
        private static final Logger LOG = LoggerFactory.getLogger(Logs.class);

        private final LoggerContext loggers;
        private final Path data;
        private final SortedMap<String, String> configured;
        private SortedMap<String, String> asked = new TreeMap<>();
        private String trouble = "";

        Watch(LoggerContext loggers, Path data, SortedMap<String, String> configured) {
            this.loggers = loggers;
            this.data = data;
            this.configured = configured;
        }

        /** What cannot be read changes nothing, and is told once. */
        void look() {
            try {
                SortedMap<String, String> now = LogLevels.read(data);
                if (!now.equals(asked)) {
                    asked.keySet().forEach(name -> loggers.getLogger(name).setLevel(null));
                    set(loggers, configured);
                    set(loggers, now);
                    asked = now;
                    LOG.warn("log levels are now {}", now.isEmpty() ? "as configured" : now);
                }
                trouble = "";
            } catch (IOException unreadable) {
                if (!trouble.equals(unreadable.getMessage())) {
                    trouble = String.valueOf(unreadable.getMessage());
                    LOG.warn("log levels stay as they are: {}", trouble);
                }
            }
        }
    }
}
