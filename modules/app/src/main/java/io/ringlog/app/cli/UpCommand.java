package io.ringlog.app.cli;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.node.RunningNode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the roles of one process until it is told to stop. */
@Command(name = "up", description = "Run all roles, or some of them, until Ctrl-C.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(names = "--roles", paramLabel = "LIST", description = "all, or of kafka,brain,clock,edge,api,lake,workers")
    @Nullable
    private String roles;

    @Override
    public Integer call() throws InterruptedException {
        List<String> flags = new ArrayList<>();
        if (roles != null) {
            flags.add("node.roles=" + roles);
        }
        RinglogConfig config = options.read(flags);
        Logs.into(config.node().data());
        try (var node = RunningNode.start(config)) {
            var stop = StopSignal.listen();
            System.out.println("Ready in " + secondsSinceStart() + " s: " + node.addresses());
            System.out.println("Data and log in " + config.node().data().toAbsolutePath() + "; Ctrl-C stops.");
            stop.await();
        }
        return 0;
    }

    /** Since the JVM was started; the launcher may have built before in the same process. */
    static String secondsSinceStart() {
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        return String.format(Locale.ROOT, "%.1f", (System.currentTimeMillis() - started) / 1000.0);
    }
}
