package io.ringlog.app.cli;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.config.ConfigExport;
import io.ringlog.config.ConfigFile;
import io.ringlog.config.Plan;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tenants from a file and into one; a running Ringlog on the same folder takes a change up at once. */
@Command(
        name = "config",
        description = "Show or apply what a file says about tenants, or write such a file.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(apply | plan | export)")
final class ConfigCommand implements Runnable {
    private static final String ACTOR = "ringlog config apply";
    private static final String FILE = "YAML or JSON, see docs/configuration-file.md";
    private static final String PRUNE = "remove what the accounts of the file own beside what it says";

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Override
    public void run() {
        throw new SettingsRefused("config needs a verb: ./ringlog config apply FILE, plan FILE, or export");
    }

    @Command(name = "apply", description = "Print what changes, then change it.", mixinStandardHelpOptions = true)
    int apply(
            @Parameters(paramLabel = "FILE", description = FILE) Path file,
            @Mixin ConfigOptions own,
            @Option(names = "--prune", description = PRUNE) boolean prune,
            @Option(names = "--quiet", description = "print nothing but refusals") boolean quiet) {
        RinglogConfig config = own.readAfter(options);
        Logs.ofCommand();
        try (var store = ConfigRole.open(config.node().data(), config)) {
            return withFile(file, document -> {
                Plan plan = document.plan(store, ACTOR, prune);
                if (!quiet) {
                    System.out.print(plan.text());
                }
                document.apply(store, ACTOR, prune)
                        .generated()
                        .forEach(made -> System.out.println("password of " + made.device() + ": " + made.password()));
                return 0;
            });
        }
    }

    @Command(name = "plan", description = "Print what would change.", mixinStandardHelpOptions = true)
    int plan(
            @Parameters(paramLabel = "FILE", description = FILE) Path file,
            @Mixin ConfigOptions own,
            @Option(names = "--prune", description = PRUNE) boolean prune) {
        RinglogConfig config = own.readAfter(options);
        try (var store = ReadOnlyStore.of(config)) {
            return withFile(file, document -> {
                System.out.print(document.plan(store.store(), ACTOR, prune).text());
                return 0;
            });
        }
    }

    @Command(
            name = "export",
            description = "Print the tenants as a file that apply takes.",
            mixinStandardHelpOptions = true)
    int export(
            @Mixin ConfigOptions own,
            @Option(
                            names = "--secrets",
                            description = "with the HA1 of every device; without it a new store asks for passwords")
                    boolean secrets) {
        RinglogConfig config = own.readAfter(options);
        try (var store = ReadOnlyStore.existing(config)) {
            System.out.print(ConfigExport.yaml(store.store(), secrets));
            return 0;
        }
    }

    private static int withFile(Path file, ToIntFunction<ConfigFile> work) {
        ConfigFile document;
        try {
            document = ConfigFile.read(file);
        } catch (ConfigRefused refused) {
            refused.errors().forEach(error -> System.err.println(place(file, refused.line()) + ": " + error));
            return 1;
        }
        try {
            return work.applyAsInt(document);
        } catch (ConfigRefused refused) {
            refused.errors().forEach(error -> System.err.println(said(file, document, error)));
            return 1;
        }
    }

    /** {@code tenant.yaml:12: accounts[0].timezone: must be an IANA time zone}. */
    private static String said(Path file, ConfigFile document, FieldError error) {
        return place(file, document.line(error.field())) + ": " + error.field() + ": " + error.message();
    }

    private static String place(Path file, OptionalInt line) {
        return line.isPresent() ? file + ":" + line.getAsInt() : file.toString();
    }
}
