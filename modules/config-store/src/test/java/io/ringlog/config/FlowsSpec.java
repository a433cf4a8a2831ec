package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.config.flow.FlowJson;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.FlowGraph.Edge;
import io.ringlog.domain.config.FlowGraph.Node;
import io.ringlog.domain.config.node.Entry;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.Menu;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowsSpec {

    private static final String GRAPH = "{'nodes': [{'id': 'start', 'position': {'x': 1}, 'data': {'kind': 'entry'}},"
            + " {'id': 'bye', 'data': {'kind': 'hangup', 'label': 'Bye'}}],"
            + " 'edges': [{'id': 'e', 'source': 'start', 'target': 'bye'}]}";

    @TempDir
    Path folder;

    private ConfigStore store;
    private String acme;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        acme = store.createAccount(null, json("{'name': 'Acme'}"), "test").row().id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_canvas_document_becomes_the_graph_the_brain_walks() {
        var graph = FlowJson.read(json(GRAPH), new Problems()).orElseThrow();

        assertThat(graph.nodes())
                .containsExactly(new Node("start", new Entry("inbound")), new Node("bye", new Hangup(null)));
        assertThat(graph.edges()).containsExactly(new Edge("start", "default", "bye"));
    }

    @Test
    void what_a_node_is_not_told_is_as_its_parameters_say() {
        var graph = FlowJson.read(
                        json("{'nodes': [{'id': 'm', 'data': {'kind': 'menu', 'maxDigits': 2}}]}"), new Problems())
                .orElseThrow();

        assertThat(graph.nodes())
                .containsExactly(new Node("m", new Menu(null, null, null, 1, 2, null, 5, null, 3, 3, true)));
    }

    @Test
    void a_dial_node_that_hangs_up_needs_no_target() {
        String graph =
                "{'nodes': [{'id': 'd', 'data': {'kind': 'dial', 'destKind': 'hangup', 'destId': ''}}], 'edges': []}";

        var flow = store.create(Resources.FLOWS, acme, json("{'name': 'F', 'draft': " + graph + "}"), "test");

        assertThat(flow.row().name()).isEqualTo("F");
    }

    @Test
    void errors_name_the_node_and_the_field() {
        Problems problems = new Problems();

        FlowJson.read(
                json("{'nodes': [{'id': 'a', 'data': {'kind': 'play', 'audio': 'x'}}, {'id': 'a', 'data': {}}],"
                        + " 'edges': [{'source': 'a', 'target': 'nowhere'}]}"),
                problems);

        assertThat(problems.all())
                .extracting(FieldError::field)
                .containsExactly(
                        "nodes[a].data.audio",
                        "nodes[a].data.audioId",
                        "nodes[1].id",
                        "nodes[a].data.kind",
                        "edges[0].target");
    }

    @Test
    void publishing_makes_a_version_that_stays() {
        var flow = store.create(Resources.FLOWS, acme, json("{'name': 'F', 'draft': " + GRAPH + "}"), "test");

        store.flows().publish(acme, flow.row().id(), Publication.PLAIN, null, "test");
        store.flows().publish(acme, flow.row().id(), Publication.PLAIN, null, "test");
        String other = GRAPH.replace("'kind': 'hangup'", "'kind': 'hangup', 'cause': 'done'");
        store.update(Resources.FLOWS, acme, flow.row().id(), Edit.merge(json("{'draft': " + other + "}")), "test");
        var published = store.flows().publish(acme, flow.row().id(), Publication.PLAIN, null, "test");

        assertThat(published.row().publishedVersion()).isEqualTo(2);
        assertThat(store.flows().versions(acme, flow.row().id()))
                .extracting(FlowVersions.Version::version)
                .containsExactly(2, 1);
    }

    @Test
    void a_flow_that_no_journal_takes_is_not_published() {
        var flow = store.create(Resources.FLOWS, acme, json("{'name': 'F', 'draft': " + endless() + "}"), "test");

        ConfigRefused refused = catchThrowableOfType(
                ConfigRefused.class,
                () -> store.flows().publish(acme, flow.row().id(), Publication.PLAIN, null, "test"));

        assertThat(refused.errors()).extracting(FieldError::code).containsExactly("config.too-large");
        assertThat(store.flows().versions(acme, flow.row().id())).isEmpty();
    }

    /** Three hundred conditions in a row, each with as much text as a field may have. */
    private static String endless() {
        StringBuilder nodes = new StringBuilder("{'id': 'start', 'data': {'kind': 'entry'}}");
        StringBuilder edges = new StringBuilder("{'id': 'e', 'source': 'start', 'target': 'n0'}");
        for (int i = 0; i < 300; i++) {
            String data = "'kind': 'condition', 'variable': 'v', 'operator': 'equals', 'value': '" + "x".repeat(1_000);
            nodes.append(", {'id': 'n%d', 'data': {%s'}}".formatted(i, data));
            String next = i == 299 ? "bye" : "n" + (i + 1);
            edges.append(", {'id': 'e%d', 'source': 'n%d', 'target': '%s'}".formatted(i, i, next));
        }
        return "{'nodes': [" + nodes + ", {'id': 'bye', 'data': {'kind': 'hangup'}}], 'edges': [" + edges + "]}";
    }

    @Test
    void a_draft_that_points_to_nothing_is_refused_and_what_it_points_to_stays() {
        String queue = store.create(Resources.QUEUES, acme, json("{'name': 'Q'}"), "test")
                .row()
                .id();
        String graph = "{'nodes': [{'id': 'q', 'data': {'kind': 'enqueue', 'queueId': '%s'}}], 'edges': []}";
        store.create(Resources.FLOWS, acme, json("{'name': 'F', 'draft': " + graph.formatted(queue) + "}"), "test");

        var dangling = json("{'name': 'G', 'draft': " + graph.formatted("q_none") + "}");
        assertThat(catchThrowableOfType(
                                ConfigRefused.class, () -> store.create(Resources.FLOWS, acme, dangling, "test"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("draft.nodes[q].data.queueId");
        assertThat(catchThrowableOfType(
                                ConfigRefused.class, () -> store.delete(Resources.QUEUES, acme, queue, null, "test"))
                        .kind())
                .isEqualTo(ConfigRefused.Kind.IN_USE);
    }

    @Test
    void a_flow_the_brain_could_not_walk_is_not_published() {
        String lame = "{'nodes': [{'id': 'bye', 'data': {'kind': 'hangup'}}], 'edges': []}";
        String flow = store.create(Resources.FLOWS, acme, json("{'name': 'F', 'draft': " + lame + "}"), "test")
                .row()
                .id();

        assertThat(catchThrowableOfType(
                                ConfigRefused.class,
                                () -> store.flows().publish(acme, flow, Publication.PLAIN, null, "test"))
                        .errors())
                .extracting(FieldError::field, FieldError::code)
                .contains(tuple("draft.nodes", "config.bad-flow"));
        assertThat(store.flows().versions(acme, flow)).isEmpty();
    }
}
