package io.ringlog.app.cli;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.app.role.LakeRole;
import io.ringlog.connectors.Lake;
import io.ringlog.connectors.LakeTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the lake's tables are made of now, for readers that know Parquet and no catalog. */
@Command(
        name = "lake",
        description = "Tell what the lake's tables are made of.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(files)")
final class LakeCommand implements Runnable {
    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Override
    public void run() {
        throw new SettingsRefused("lake needs a verb: ./ringlog lake files TABLE");
    }

    @Command(
            name = "files",
            description =
                    "Print the Parquet files that hold the rows of a table now, one a line, the newest rows first.",
            mixinStandardHelpOptions = true)
    int files(
            @Parameters(paramLabel = "TABLE", description = "cdr, call_events or journal") String table,
            @Mixin ConfigOptions own) {
        RinglogConfig config = own.readAfter(options);
        Logs.ofCommand();
        Path folder = config.node().data();
        try (Lake lake = Lake.open(LakeRole.lake(config, folder))) {
            lake.files(named(table))
                    .orElseThrow(() -> new SettingsRefused(
                            "the lake of " + folder + " has no table " + table + " yet: the role lake makes it"))
                    .forEach(System.out::println);
            return 0;
        }
    }

    private static LakeTable named(String table) {
        return List.of(LakeTable.values()).stream()
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(table))
                .findFirst()
                .orElseThrow(() ->
                        new SettingsRefused("there is no table " + table + "; there are cdr, call_events and journal"));
    }
}
