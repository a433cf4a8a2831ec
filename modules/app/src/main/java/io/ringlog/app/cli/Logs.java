package io.ringlog.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.ringlog.app.config.RinglogConfig;
import org.slf4j.LoggerFactory;

/** Where the log goes, and how much of it; must be said before the first logger is made. */
public final class Logs {
    private static final String OURS = "io.ringlog";

    private Logs() {}

    /** A process that serves writes into its data folder. */
    public static void into(RinglogConfig config) {
        System.setProperty(
                "ringlog.log",
                config.node().data().toAbsolutePath().resolve("log/ringlog.log").toString());
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            loggers.getLogger(OURS).setLevel(Level.toLevel(config.log().level()));
            config.log()
                    .loggers()
                    .forEach((name, level) -> loggers.getLogger(name).setLevel(Level.toLevel(level)));
        }
    }

    /** A command beside a running process says what goes wrong on the console, and leaves that process's log alone. */
    public static void ofCommand() {
        System.setProperty("logback.configurationFile", "logback-command.xml");
    }
}
