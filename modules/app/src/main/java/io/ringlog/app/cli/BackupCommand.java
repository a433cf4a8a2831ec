package io.ringlog.app.cli;

import io.ringlog.app.backup.Backup;
import io.ringlog.app.config.RinglogConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts the configuration and its keys aside, also while Ringlog runs. */
@Command(
        name = "backup",
        description = "Put the configuration, its keys and the prompts into a new folder, also while Ringlog runs.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Parameters(paramLabel = "DIR", description = "a new or empty folder; whoever can read it can read every secret")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        RinglogConfig config = options.read(List.of());
        Logs.ofCommand();
        Backup.Contents saved = Backup.write(config, folder);
        System.out.println("The configuration, " + saved.keys() + " keys and " + saved.prompts() + " prompts are in "
                + folder.toAbsolutePath() + "; keep it as secret as the keys.");
        return 0;
    }
}
