package io.ringlog.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.domain.config.node.NodeData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document of the topics says every topic and every public record, in one spelling and without any other file. */
class AsyncApiTest {
    private final JsonNode document = AsyncApi.document();

    @Test
    void every_topic_of_the_catalogue_that_is_public_is_described() {
        List<String> addresses = document.path("channels").findValuesAsText("address");
        Stream<String> names = Topics.all().stream()
                .filter(topic -> !topic.equals(Topics.LAKE_CONTROL))
                .map(TopicSpec::name);

        assertThat(addresses)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(names, Stream.of("ringlog.commands.{edge}.v1"))
                        .toList());
    }

    @Test
    void every_reference_leads_somewhere_inside() {
        List<String> references = document.findValuesAsText("$ref");

        assertThat(references)
                .hasSizeGreaterThan(100)
                .allSatisfy(it -> assertThat(
                                document.at(it.substring(1).replace("~1", "/")).isObject())
                        .as(it)
                        .isTrue());
    }

    @Test
    void every_public_record_has_a_schema_under_a_name_of_its_own() {
        assertThat(PublicTypes.byFile().values())
                .extracting(PublicTypes::title)
                .doesNotHaveDuplicates()
                .allMatch(document.at("/components/schemas")::has);
    }

    @Test
    void names_of_fields_are_in_snake_case_but_for_the_nodes_of_a_flow() {
        Set<String> nodes = Arrays.stream(NodeData.class.getPermittedSubclasses())
                .map(NodeData::kindOf)
                .collect(Collectors.toSet());
        assertThat(document.findParents("properties").stream()
                        .filter(it ->
                                !nodes.contains(it.at("/properties/type/const").asText())))
                .flatExtracting(schema -> List.copyOf(schema.path("properties").properties()))
                .extracting(Map.Entry::getKey)
                .allMatch(name -> name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
    }
}
