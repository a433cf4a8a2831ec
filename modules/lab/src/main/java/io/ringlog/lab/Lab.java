package io.ringlog.lab;

import io.ringlog.app.cli.CommandRun;
import io.ringlog.lab.bench.BenchCommand;
import io.ringlog.lab.demo.DemoCommand;
import io.ringlog.lab.load.TrainCommand;
import picocli.CommandLine.Command;

/** The lab's only entry; the launcher hands over to it the commands that show or measure the product. */
@Command(
        name = "ringlog",
        description = "Shows Ringlog at work, and measures it.",
        mixinStandardHelpOptions = true,
        subcommands = {DemoCommand.class, BenchCommand.class, TrainCommand.class})
public final class Lab {
    public static void main(String[] arguments) {
        System.exit(CommandRun.of(new Lab(), arguments));
    }
}
