package io.ringlog.it.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.app.demo.Demo;
import io.ringlog.app.node.RunningNode;
import io.ringlog.it.Nodes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    @TempDir
    Path folder;

    @Test
    void everything_the_demo_shows_is_true() {
        var told = new ByteArrayOutputStream();
        // On every address, as ./ringlog demo does without --once: media must not depend on which one is meant.
        var config = Nodes.roles(folder, "all").with("sip.host", "0.0.0.0").read();
        boolean allTrue;
        try (var node = RunningNode.start(config)) {
            allTrue = new Demo(config, node, new PrintStream(told, true, StandardCharsets.UTF_8)).play();
        }

        assertThat(allTrue)
                .as("what the demo told:%n%s", told.toString(StandardCharsets.UTF_8))
                .isTrue();
    }
}
