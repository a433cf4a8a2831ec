package io.ringlog.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ringlog bench soak}: the same load for a long time, told minute by minute. */
@Command(
        name = "soak",
        description = "Calls at one rate for minutes; the last should be as good as the second.",
        mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {

    @Option(names = "--minutes", defaultValue = "10", description = "For how long (${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--rate", defaultValue = "200", description = "Calls a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ringlog-soak");
        Report report = new Report();
        new SoakBench(folder, report, System.out).run(rate, minutes);
        System.out.println();
        System.out.print(report.asTable());
        System.out.println("Evidence in " + folder);
        report.writeTo(json);
        return 0;
    }
}
