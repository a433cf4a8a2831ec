package io.ringlog.lab.load;

import io.ringlog.app.cli.ConfigOptions;
import io.ringlog.app.cli.Logs;
import io.ringlog.app.cli.ReadyLine;
import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.node.RunningNode;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.config.ConfigFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts everything once on free ports, puts calls through it and ends: what the JVM's start-up cache learns from. */
@Command(name = "train", hidden = true, description = "Start once, carry some calls and end, for the start-up cache.")
public final class TrainCommand implements Callable<Integer> {
    private static final List<String> ALONE = List.of(
            "sip.host=127.0.0.1",
            "sip.port=0",
            "sip.invites-per-source=100000",
            "api.port=0",
            "health.port=0",
            "kafka.port=0");

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() {
        RinglogConfig config = options.read(ALONE);
        Logs.into(config);
        try (var store = ConfigRole.open(config.node().data(), config)) {
            ConfigFile.parse(TrainingCalls.tenant()).apply(store, "train");
        }
        try (var node = RunningNode.start(config)) {
            System.out.println(ReadyLine.of(node));
            exercise(node.address("sip"));
        }
        return 0;
    }

    /** Not every machine has more than one loopback address; a cache of the start alone is better than none. */
    private static void exercise(String sip) {
        int colon = sip.lastIndexOf(':');
        try {
            TrainingCalls.run(new InetSocketAddress("127.0.0.1", Integer.parseInt(sip.substring(colon + 1))));
        } catch (IOException e) {
            System.out.println("No calls for training: " + e.getMessage());
        }
    }
}
