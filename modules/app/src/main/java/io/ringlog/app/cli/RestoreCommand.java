package io.ringlog.app.cli;

import io.ringlog.app.backup.Backup;
import io.ringlog.app.config.RinglogConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Brings a backup into an empty data folder; the next start tells the log of it. */
@Command(
        name = "restore",
        description = "Bring a backup into an empty data folder; the next start tells the log of it.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Parameters(paramLabel = "DIR", description = "a folder made by ringlog backup")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        RinglogConfig config = options.read(List.of());
        Logs.ofCommand();
        Backup.Contents restored = Backup.restore(folder, config);
        System.out.println("The configuration, " + restored.keys() + " keys and " + restored.prompts()
                + " prompts are in " + config.node().data().toAbsolutePath() + "; ./ringlog up starts with them.");
        if (!config.kafka().bootstrapServers().isEmpty()) {
            System.out.println("Its topics at " + config.kafka().bootstrapServers()
                    + " have to be new: a log that knows" + " rows changed after the backup keeps them.");
        }
        return 0;
    }
}
