package io.ringlog.api.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.ResourceShape.FieldShape;
import io.ringlog.wire.Json;

/** The schemas of a call flow as a canvas draws it; what stands beside id and data of a node is the canvas' own. */
final class GraphSchemas {

    private GraphSchemas() {}

    /** @param graph its parts are the kinds of nodes, and the parts of each their parameters */
    static ObjectNode graph(FieldShape graph) {
        ObjectNode schema = object("FlowGraph");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("nodes").put("type", "array").set("items", node(graph));
        properties.putObject("edges").put("type", "array").set("items", edge());
        schema.putArray("required").add("nodes");
        return schema;
    }

    private static ObjectNode node(FieldShape graph) {
        ObjectNode schema = object("FlowNode");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("id").put("type", "string").put("description", "unique in its graph");
        ArrayNode kinds = properties.putObject("data").putArray("oneOf");
        graph.parts().forEach(kind -> kinds.add(data(kind)));
        schema.putArray("required").add("id").add("data");
        return schema;
    }

    private static ObjectNode data(FieldShape kind) {
        ObjectNode schema =
                ConfigSchemas.object(ConfigSchemas.title(kind.name()) + "Node", kind.parts(), FieldShape::required);
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.putObject("kind").put("const", kind.name());
        properties.putObject("label").put("type", "string").put("description", "for the canvas");
        schema.withArray("required").add("kind");
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode edge() {
        ObjectNode schema = object("FlowEdge");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("source").put("type", "string").put("description", "id of the node it leaves");
        properties
                .putObject("sourceHandle")
                .put("description", "the outcome it carries; default when it is left out")
                .putArray("type")
                .add("string")
                .add("null");
        properties.putObject("target").put("type", "string").put("description", "id of the node it leads to");
        schema.putArray("required").add("source").add("target");
        return schema;
    }

    private static ObjectNode object(String title) {
        return Json.mapper().createObjectNode().put("title", title).put("type", "object");
    }
}
