package io.ringlog.app.cli;

import io.ringlog.app.bench.BenchCommand;
import io.ringlog.app.config.SettingsRefused;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** All commands under one name, and what becomes of errors that are not bugs. */
@Command(
        name = "ringlog",
        description = "A phone system and contact centre whose only source of truth is a log.",
        mixinStandardHelpOptions = true,
        version = "Ringlog 0.1.0",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            ConfigCommand.class,
            ReplayCommand.class,
            ExplainCommand.class,
            TailCommand.class,
            BenchCommand.class,
            TrainCommand.class
        })
public final class CommandTree {
    private static final int CANNOT = 2;

    /** Runs one command line and returns the exit code. */
    public static int run(String... arguments) {
        try {
            return new CommandLine(new CommandTree())
                    .setExecutionExceptionHandler(CommandTree::explain)
                    .execute(arguments);
        } catch (LinkageError broken) {
            // A library that this machine cannot load; the threads already started would keep a useless process alive.
            broken.printStackTrace();
            return CANNOT;
        }
    }

    /** Refusals and a broken world are sentences for people; anything else is a bug and shows its stack. */
    private static int explain(Exception why, CommandLine command, ParseResult parsed) throws Exception {
        return switch (why) {
            case SettingsRefused _, UncheckedIOException _, IllegalStateException _ -> {
                command.getErr().println("ringlog: " + why.getMessage());
                yield CANNOT;
            }
            default -> throw why;
        };
    }
}
