package io.ringlog.config.flow;

import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.NodeData;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the nodes of a graph refer to in the account. */
public final class FlowReferences {

    /** One reference: {@code field} is its path, {@code target} the kind of row in lower case. */
    public record Reference(String field, String target, String id) {}

    private FlowReferences() {}

    public static List<Reference> of(FlowGraph graph) {
        return graph.nodes().stream().flatMap(FlowReferences::of).toList();
    }

    private static Stream<Reference> of(FlowGraph.Node node) {
        String path = "nodes[" + node.id() + "].data.";
        return switch (node.data()) {
            case NodeData.TimeCondition it ->
                Stream.of(new Reference(path + "scheduleId", "schedule", it.scheduleId()));
            case NodeData.Enqueue it -> Stream.of(new Reference(path + "queueId", "queue", it.queueId()));
            case NodeData.Dial it ->
                Stream.of(new Reference(path + "destId", it.destKind().name().toLowerCase(Locale.ROOT), it.destId()));
            case NodeData.Entry _ -> Stream.empty();
            case NodeData.Play _ -> Stream.empty();
            case NodeData.Menu _ -> Stream.empty();
            case NodeData.Collect _ -> Stream.empty();
            case NodeData.Condition _ -> Stream.empty();
            case NodeData.Hangup _ -> Stream.empty();
        };
    }
}
