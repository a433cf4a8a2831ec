package io.ringlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Keeps schemas/ true to the records. {@code -Dupdate=true} writes the schemas anew; {@code -Dbaseline=true} declares
 * them released, which is done once for each release and never to get a change through.
 */
class SchemasTest {

    @Test
    void every_schema_is_the_one_its_record_has_now() {
        var documents = SchemaFiles.documents();
        String index = String.join("\n", documents.keySet()) + "\n";
        if (SchemaFiles.UPDATE) {
            documents.forEach(
                    (file, doc) -> SchemaFiles.write(SchemaFiles.SCHEMAS.resolve(file), SchemaFiles.pretty(doc)));
            SchemaFiles.write(SchemaFiles.SCHEMAS.resolve("index.txt"), index);
        }

        assertThat(SchemaFiles.text(SchemaFiles.SCHEMAS.resolve("index.txt"))).isEqualTo(index);
        documents.forEach((file, doc) -> assertThat(SchemaFiles.text(SchemaFiles.SCHEMAS.resolve(file)))
                .as(file + " is stale; run with -Dupdate=true")
                .isEqualTo(SchemaFiles.pretty(doc)));
    }

    @Test
    void a_change_since_the_baseline_only_adds() {
        var documents = SchemaFiles.documents();
        if (Boolean.getBoolean("baseline")) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            documents.forEach(all::set);
            SchemaFiles.write(SchemaFiles.BASELINE, SchemaFiles.pretty(all));
        }
        var breaks = new ArrayList<String>();
        SchemaFiles.read(SchemaFiles.BASELINE).properties().forEach(was -> {
            JsonNode now = documents.get(was.getKey());
            breaks.addAll(
                    now == null
                            ? List.of(was.getKey() + " is gone")
                            : Additive.breaks(was.getKey(), was.getValue(), now));
        });

        assertThat(breaks).isEmpty();
    }

    @Test
    void a_change_that_does_not_only_add_is_found() {
        JsonNode before = SchemaFiles.documents().get("input/LegHeld.json");
        ObjectNode after = before.deepCopy();
        ((ObjectNode) after.get("properties")).remove("held");
        ((ObjectNode) after.at("/properties/leg_id")).put("type", "integer");
        ((ArrayNode) after.get("required")).add("fresh");

        assertThat(Additive.breaks("LegHeld", before, after))
                .containsExactlyInAnyOrder(
                        "LegHeld: \"fresh\" became required",
                        "LegHeld.leg_id: type changed from \"string\" to \"integer\"",
                        "LegHeld.held is gone");
        assertThat(Additive.breaks("LegHeld", before, before)).isEmpty();
    }

    @Test
    void what_we_write_is_what_the_schemas_say() {
        PublicTypes.byFile()
                .forEach((file, record) -> assertThat(SchemaCheck.of(file).refusal(Samples.bytes(record)))
                        .as(file)
                        .isEmpty());
    }

    @Test
    void an_input_with_a_wrong_field_is_refused_with_its_place() {
        var check = SchemaCheck.of("input/HangUpRequested.json");

        var refusal = check.refusal("{\"type\":\"HangUpRequested\",\"request_id\":5}".getBytes(UTF_8));

        assertThat(refusal.orElseThrow().code()).isEqualTo("wire.schema");
        assertThat(refusal.orElseThrow().message()).contains("request_id", "call_id");
    }

    @Test
    void any_input_is_checked_against_the_member_it_names() {
        var check = SchemaCheck.of(SchemaCheck.INPUT);

        assertThat(check.refusal(
                        "{\"type\":\"RowRemoved\",\"id\":\"x\",\"version\":1,\"actor\":\"a\"}".getBytes(UTF_8)))
                .isEmpty();
        assertThat(check.refusal("{\"type\":\"Nonsense\"}".getBytes(UTF_8))).isPresent();
    }

    @Test
    void no_record_of_a_family_has_a_component_that_hides_its_type() {
        assertThat(PublicTypes.byFile().values())
                .filteredOn(SealedFamilies::isPolymorphic)
                .flatExtracting(record -> List.of(record.getRecordComponents()))
                .noneMatch(component -> component.getName().equals(Json.TYPE));
    }
}
