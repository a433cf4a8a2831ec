package io.ringlog.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps docs/topology.md true; {@code -Dupdate=true} writes it anew. */
class TopologyDiagramTest {
    private static final Path DOC = Path.of("../docs/topology.md");

    @Test
    void the_documented_topology_is_the_one_that_runs() throws IOException {
        String now = """
                # The two topologies

                Drawn from the code by `TopologyDiagramTest`, which fails when this page is stale
                (`mvn -pl topology -am test -Dtest=TopologyDiagramTest -Dupdate=true` draws it anew).

                ## Brain (`%s`): exactly once; its timers go back into the journal past the topology

                %s
                ## Views (`%s-` and the instance): committed events only, all of them on each instance

                %s""".formatted(
                Names.BRAIN_APP, Diagram.of(TestBrain.topology()), Names.VIEWS_APP, Diagram.of(ViewsTopology.build()));
        if (Boolean.getBoolean("update")) {
            Files.writeString(DOC, now);
        }

        assertThat(DOC).hasContent(now);
    }
}
