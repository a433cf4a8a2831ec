package io.ringlog.app.cli;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.app.log.OpenLog;
import io.ringlog.app.role.BrainRole;
import io.ringlog.topology.Replay;
import io.ringlog.topology.ReplayReport;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Decides the journal again and says whether every event comes out the same. */
@Command(
        name = "replay",
        description = "Decide the journal again and compare every event, byte for byte.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    /** Neither the same nor different. */
    private static final int NOTHING = 3;

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(names = "--from", paramLabel = "TIME", description = "compare from here, for example 2026-11-22T10:00:00Z")
    @Nullable
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "compare up to here")
    @Nullable
    private String to;

    @Option(names = "--verify", description = "compare with the events of the log (the only thing it can do)")
    void verify(boolean asked) {
        // A word for people: with it or without it, every event is compared and a difference is an error.
    }

    @Override
    public Integer call() throws Exception {
        RinglogConfig config = options.read(List.of());
        Logs.ofCommand();
        var range = new Replay.Range(instant("--from", from), instant("--to", to));
        try (var log = OpenLog.of(config)) {
            ReplayReport report = new Replay(log.clients(), BrainRole.newBrains(config)).verify(range);
            tell(report);
            return report.events() == 0 && report.isClean() ? NOTHING : report.isClean() ? 0 : 1;
        }
    }

    private static void tell(ReplayReport report) {
        System.out.printf(
                "%d journal records decided again in %.1f s, %d events compared%n",
                report.journalRecords(), report.took().toMillis() / 1_000.0, report.events());
        if (report.otherVersion() > 0) {
            System.out.println(report.otherVersion() + " of them were decided by another version, to the same");
        }
        report.difference()
                .ifPresentOrElse(
                        it -> System.out.printf(
                                "DIFFERENT at journal %s%n  recorded %s%n  replayed %s%n",
                                it.position(), it.recorded(), it.replayed()),
                        () -> System.out.println(
                                report.events() == 0
                                        ? "There was nothing to compare: no event lies in this range."
                                        : "Every event is the same, byte for byte."));
    }

    private static Optional<Instant> instant(String flag, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new SettingsRefused(flag + " is '" + text + "', but it must be a time such as 2026-11-22T10:00:00Z");
        }
    }
}
