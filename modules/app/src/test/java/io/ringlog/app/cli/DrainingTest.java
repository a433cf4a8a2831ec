package io.ringlog.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.app.config.ConfigSources;
import io.ringlog.app.config.RinglogConfig;
import org.junit.jupiter.api.Test;

class DrainingTest {

    @Test
    void who_stops_a_node_is_told_what_is_waited_for_and_how_long() {
        assertThat(Draining.stopping(0, node("60s")))
                .isEqualTo("Stopping: no call lives; all parts stop within 10 s (node.stop-within).");
        assertThat(Draining.stopping(1, node("0s")))
                .isEqualTo("Stopping: 1 call ends now (node.drain is 0s);"
                        + " all parts stop within 10 s (node.stop-within).");
        assertThat(Draining.stopping(3, node("90s")))
                .isEqualTo("Stopping: no new call is taken, 3 calls have 90 s to end (node.drain),"
                        + " then all parts stop within 10 s (node.stop-within); another Ctrl-C ends them now.");
    }

    private static RinglogConfig.Node node(String drain) {
        return ConfigSources.defaults().with("node.drain=" + drain).read().node();
    }
}
