package io.ringlog.app.cli;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.node.RunningNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts everything once on free ports and ends: the run from which the JVM learns its start-up cache. */
@Command(name = "train", hidden = true, description = "Start once and end, for the start-up cache.")
final class TrainCommand implements Callable<Integer> {
    private static final List<String> FREE_PORTS =
            List.of("sip.host=127.0.0.1", "sip.port=0", "api.port=0", "health.port=0", "kafka.port=0");

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() {
        RinglogConfig config = options.read(FREE_PORTS);
        Logs.into(config.node().data());
        try (var node = RunningNode.start(config)) {
            System.out.println("Ready in " + UpCommand.secondsSinceStart() + " s: " + node.addresses());
        }
        return 0;
    }
}
