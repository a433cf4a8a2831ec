package io.ringlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The codecs are the schema check of the running platform: whatever a schema refuses, the codec refuses too, so a
 * record that breaks its schema is quarantined without a second pass over its bytes.
 */
class RefusedBySchemaTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<JsonNode> WRONG = List.of(
            JSON.nullNode(),
            JSON.numberNode(12),
            JSON.numberNode(1.5),
            JSON.booleanNode(true),
            JSON.textNode("no such value"),
            JSON.arrayNode().add(3),
            JSON.objectNode().put("no", "such"));

    @Test
    void what_a_schema_refuses_its_codec_refuses() throws IOException {
        var accepted = new ArrayList<String>();
        int refused = 0;
        for (var type : PublicTypes.byFile().entrySet()) {
            SchemaCheck schema = SchemaCheck.of(type.getKey());
            for (Broken broken : broken(type.getValue())) {
                if (schema.refusal(broken.bytes()).isPresent()) {
                    refused++;
                    if (Samples.codec(type.getValue()).decode(broken.bytes()) instanceof Decoded.Ok<?>) {
                        accepted.add(type.getKey() + " with " + broken.what());
                    }
                }
            }
        }

        assertThat(accepted).isEmpty();
        assertThat(refused).isGreaterThan(1000);
    }

    /** The sample of a type with one thing wrong, and what it is. */
    private record Broken(String what, byte[] bytes) {}

    private static List<Broken> broken(Class<?> type) throws IOException {
        var broken = new ArrayList<Broken>();
        JsonNode whole = Json.mapper().readTree(Samples.bytes(type));
        assertThat(Samples.codec(type).decode(bytes(whole))).isInstanceOf(Decoded.Ok.class);
        breakIn(whole, whole, "", broken);
        return broken;
    }

    private static void breakIn(JsonNode whole, JsonNode at, String path, List<Broken> broken) {
        if (at instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> property : List.copyOf(object.properties())) {
                String name = path + "/" + property.getKey();
                breakIn(whole, property.getValue(), name, broken);
                for (JsonNode wrong : WRONG) {
                    object.set(property.getKey(), wrong);
                    broken.add(new Broken(name + " = " + wrong, bytes(whole)));
                }
                object.remove(property.getKey());
                broken.add(new Broken("no " + name, bytes(whole)));
                object.set(property.getKey(), property.getValue());
            }
        }
        if (at instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode right = array.get(i);
                breakIn(whole, right, path + "/" + i, broken);
                for (JsonNode wrong : WRONG) {
                    array.set(i, wrong);
                    broken.add(new Broken(path + "/" + i + " = " + wrong, bytes(whole)));
                }
                array.set(i, right);
            }
        }
    }

    private static byte[] bytes(JsonNode whole) {
        return whole.toString().getBytes(UTF_8);
    }
}
