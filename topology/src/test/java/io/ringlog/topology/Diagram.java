package io.ringlog.topology;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/** Draws a topology as a Mermaid flowchart, always in the same order. */
final class Diagram {
    private final Set<String> lines = new LinkedHashSet<>();

    static String of(Topology topology) {
        var diagram = new Diagram();
        var nodes = topology.describe().subtopologies().stream()
                .map(TopologyDescription.Subtopology::nodes)
                .flatMap(Collection::stream)
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
        nodes.forEach(diagram::draw);
        return diagram.lines.stream().collect(Collectors.joining("\n", "```mermaid\nflowchart LR\n", "\n```\n"));
    }

    private void draw(TopologyDescription.Node node) {
        switch (node) {
            case TopologyDescription.Source source ->
                source.topicSet().stream().sorted().forEach(topic -> {
                    lines.add("    " + topic(topic));
                    source.successors().forEach(next -> lines.add("    " + id(topic) + " --> " + id(next.name())));
                });
            case TopologyDescription.Processor processor -> {
                lines.add("    " + id(processor.name()) + "[" + processor.name() + "]");
                processor.stores().stream().sorted().forEach(store -> {
                    lines.add("    " + id("store " + store) + "[(" + store + ")]");
                    lines.add("    " + id(processor.name()) + " --- " + id("store " + store));
                });
            }
            case TopologyDescription.Sink sink -> {
                String topic = sink.topic() == null ? "ringlog.commands.#lt;edge#gt;.v1" : sink.topic();
                lines.add("    " + topic(topic));
                sink.predecessors().forEach(from -> lines.add("    " + id(from.name()) + " --> " + id(topic)));
            }
            default -> throw new IllegalStateException("a node of an unknown kind: " + node);
        }
    }

    private static String topic(String name) {
        return id(name) + "([" + name + "])";
    }

    private static String id(String name) {
        return List.of(name.split("[^a-zA-Z0-9]+")).stream().collect(Collectors.joining("_"));
    }
}
