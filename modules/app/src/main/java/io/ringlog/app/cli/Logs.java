package io.ringlog.app.cli;

import java.nio.file.Path;

/** Points the log into the data folder; must run before the first logger is made. */
public final class Logs {
    private Logs() {}

    public static void into(Path dataFolder) {
        System.setProperty(
                "ringlog.log",
                dataFolder.toAbsolutePath().resolve("log/ringlog.log").toString());
    }
}
