package io.ringlog.app.cli;

import io.ringlog.app.config.RinglogConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes how much a running process writes into its log. */
@Command(
        name = "log",
        description = "Change how much a running process logs, or show what was changed.",
        mixinStandardHelpOptions = true)
final class LogCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(names = "--reset", description = "back to what the configuration says")
    private boolean reset;

    @Parameters(paramLabel = "NAME=LEVEL", arity = "0..50", description = "as io.ringlog.sip=DEBUG")
    private List<String> levels = new ArrayList<>();

    @Override
    public Integer call() {
        RinglogConfig config = options.read(List.of());
        Logs.ofCommand();
        Path data = config.node().data();
        try {
            if (!Files.isDirectory(LogLevels.folder(data))) {
                throw new IOException("no process has written a log in " + data.toAbsolutePath());
            }
            SortedMap<String, String> asked = LogLevels.read(data);
            if (reset) {
                asked.clear();
            }
            asked.putAll(LogLevels.parse(levels));
            if (reset || !levels.isEmpty()) {
                LogLevels.write(data, asked);
            }
            asked.forEach((name, level) -> System.out.println(name + "=" + level));
            if (asked.isEmpty()) {
                System.out.println("As the configuration says.");
            }
            return 0;
        } catch (IOException refused) {
            System.err.println("ringlog: " + refused.getMessage());
            return 2;
        }
    }
}
