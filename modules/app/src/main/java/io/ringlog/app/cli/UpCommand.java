package io.ringlog.app.cli;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.node.DataFolder;
import io.ringlog.app.node.RunningNode;
import java.util.ArrayList;
import java.util.List;
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

    @Option(names = "--roles", paramLabel = "LIST", description = "all, or of kafka,brain,watch,edge,api,lake,workers")
    @Nullable
    private String roles;

    @Override
    public Integer call() throws InterruptedException {
        List<String> flags = new ArrayList<>();
        if (roles != null) {
            flags.add("node.roles=" + roles);
        }
        RinglogConfig config = options.read(flags);
        // Before the log has a file: one that cannot be made speaks of the logger, not of the folder.
        var folder = DataFolder.take(config.node().data());
        Logs.into(config);
        Logs.follow(config);
        try (var node = RunningNode.start(config, folder)) {
            var stop = StopSignal.listen();
            System.out.println(ReadyLine.of(node));
            System.out.println("Data and log in " + config.node().data().toAbsolutePath() + "; Ctrl-C stops.");
            stop.await();
            Draining.run(node, config.node(), stop);
        }
        return 0;
    }
}
