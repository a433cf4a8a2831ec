package io.ringlog.app;

import io.ringlog.app.cli.CommandRun;
import io.ringlog.app.cli.CommandTree;

/** The program's only entry; everything it can do is a command of {@link CommandTree}. */
public final class Ringlog {
    private Ringlog() {}

    public static void main(String[] arguments) {
        System.exit(CommandRun.of(new CommandTree(), arguments));
    }
}
