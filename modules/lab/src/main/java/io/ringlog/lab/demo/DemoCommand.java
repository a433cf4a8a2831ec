package io.ringlog.lab.demo;

import io.ringlog.app.cli.ConfigOptions;
import io.ringlog.app.cli.Logs;
import io.ringlog.app.cli.ReadyLine;
import io.ringlog.app.cli.StopSignal;
import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.node.RunningNode;
import io.ringlog.testkit.mail.PostOffice;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts everything on a fresh folder and shows it with simulated phones. */
@Command(
        name = "demo",
        description = "A whole call centre in one process, told as it happens.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(names = "--once", description = "end afterwards; 0 only if all of it was true")
    private boolean once;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> presets = new ArrayList<>(List.of("lake.commit-interval=1s"));
        if (!options.hasData()) {
            presets.add("node.data=" + Files.createTempDirectory("ringlog-demo-"));
        }
        if (once) {
            // Nobody connects from outside to a demo that ends by itself, so it takes no well-known port.
            presets.addAll(List.of("sip.host=127.0.0.1", "sip.port=0", "api.port=0"));
        }
        try (PostOffice office = PostOffice.open()) {
            presets.addAll(List.of(
                    "mail.host=127.0.0.1",
                    "mail.port=" + office.port(),
                    "mail.security=none",
                    "mail.from=voicemail@demo.ringlog.test"));
            return play(options.readOver(presets), office);
        }
    }

    private int play(RinglogConfig config, PostOffice office) throws InterruptedException {
        Logs.into(config);
        System.out.println("Starting on " + config.node().data());
        try (var node = RunningNode.start(config)) {
            var stop = StopSignal.listen();
            System.out.println(ReadyLine.of(node));
            var demo = new Demo(config, node, office, System.out);
            int exitCode = demo.play();
            if (!once) {
                demo.invite();
                stop.await();
            }
            return exitCode;
        }
    }
}
