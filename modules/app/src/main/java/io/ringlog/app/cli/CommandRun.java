package io.ringlog.app.cli;

import io.ringlog.app.config.SettingsRefused;
import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** One command line carried out, and what becomes of errors that are not bugs. */
public final class CommandRun {
    private static final int CANNOT = 2;

    private CommandRun() {}

    /** Runs the command of {@code tree} that the arguments name and returns the exit code. */
    public static int of(Object tree, String... arguments) {
        try {
            return new CommandLine(tree)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setExecutionExceptionHandler(CommandRun::explain)
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
            case KafkaException unreachable -> {
                command.getErr()
                        .println("ringlog: the log cannot be read: " + unreachable.getMessage()
                                + "; check kafka.bootstrap-servers, or give the folder of the node with --data");
                yield CANNOT;
            }
            default -> throw why;
        };
    }
}
