package io.ringlog.app.cli;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.config.ConfigFile;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.Plan;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tenants from a file; a running Ringlog on the same folder takes the change up at once. */
@Command(
        name = "config",
        description = "Show or apply what a file says about tenants.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(apply | plan)")
final class ConfigCommand implements Runnable {
    private static final String ACTOR = "ringlog config apply";

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Override
    public void run() {
        throw new SettingsRefused("config needs a verb: ./ringlog config apply FILE, or plan FILE");
    }

    @Command(name = "apply", description = "Print what changes, then change it.", mixinStandardHelpOptions = true)
    int apply(
            @Parameters(paramLabel = "FILE", description = "YAML or JSON, see docs/configuration-file.md") Path file,
            @Mixin ConfigOptions own,
            @Option(names = "--quiet", description = "print nothing but refusals") boolean quiet) {
        return withStore(own, file, true, quiet);
    }

    @Command(name = "plan", description = "Print what would change.", mixinStandardHelpOptions = true)
    int plan(
            @Parameters(paramLabel = "FILE", description = "YAML or JSON, see docs/configuration-file.md") Path file,
            @Mixin ConfigOptions own) {
        return withStore(own, file, false, false);
    }

    private int withStore(ConfigOptions own, Path file, boolean write, boolean quiet) {
        RinglogConfig config = own.readAfter(options);
        Logs.ofCommand();
        try (var store = ConfigRole.open(config.node().data(), config.keyFolder())) {
            return run(store, file, write, quiet);
        } catch (ConfigRefused refused) {
            refused.errors().forEach(error -> System.err.println(file + ": " + error.message()));
            return 1;
        }
    }

    private static int run(ConfigStore store, Path file, boolean write, boolean quiet) {
        ConfigFile document = ConfigFile.read(file);
        try {
            Plan plan = document.plan(store, ACTOR);
            if (!quiet) {
                System.out.print(plan.text());
            }
            if (write) {
                document.apply(store, ACTOR)
                        .generated()
                        .forEach(made -> System.out.println("password of " + made.device() + ": " + made.password()));
            }
            return 0;
        } catch (ConfigRefused refused) {
            refused.errors().forEach(error -> System.err.println(said(file, document, error)));
            return 1;
        }
    }

    /** {@code tenant.yaml:12: accounts[0].timezone must be an IANA time zone}. */
    private static String said(Path file, ConfigFile document, FieldError error) {
        OptionalInt line = document.line(error.field());
        String place = line.isPresent() ? file + ":" + line.getAsInt() : file.toString();
        return place + ": " + error.field() + " " + error.message();
    }
}
