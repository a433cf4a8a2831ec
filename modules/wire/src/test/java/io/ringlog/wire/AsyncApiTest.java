package io.ringlog.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keeps docs/asyncapi.json true to the topics and the schemas; {@code -Dupdate=true} writes it anew. */
class AsyncApiTest {
    private static final Path DOC = Path.of("../../docs/asyncapi.json");
    private static final String SCHEMAS = "../schemas/src/main/resources/ringlog/schemas/v1/";

    @Test
    void the_public_description_of_the_topics_is_the_one_of_the_code() {
        String now = SchemaFiles.pretty(document());
        if (SchemaFiles.UPDATE) {
            SchemaFiles.write(DOC, now);
        }

        assertThat(SchemaFiles.text(DOC)).isEqualTo(now);
    }

    private static ObjectNode document() {
        ObjectNode doc = JsonNodeFactory.instance.objectNode().put("asyncapi", "3.0.0");
        doc.putObject("info")
                .put("title", "Ringlog")
                .put("version", "1")
                .put(
                        "description",
                        "Every topic of the log. Values are JSON; headers are the few of the CloudEvents Kafka "
                                + "binding that routers need; time is the record's own. "
                                + "Within v1 a record only gains optional fields; "
                                + "readers ignore what they do not know.");
        doc.put("defaultContentType", "application/json");
        ObjectNode channels = doc.putObject("channels");
        ObjectNode operations = doc.putObject("operations");
        ObjectNode messages = doc.putObject("components").putObject("messages");
        topics().forEach((topic, schema) -> {
            String name = schema.getValue().name();
            channels.set(topic, channel(topic, name, schema.getValue()));
            operations.set("receive-" + topic, operation(topic));
            messages.set(topic, message(topic, schema.getKey()));
        });
        doc.withObject("/components").set("messageTraits", traits());
        return doc;
    }

    private static ObjectNode channel(String topic, String address, TopicSpec spec) {
        ObjectNode channel = JsonNodeFactory.instance.objectNode();
        channel.put("address", address);
        channel.putObject("messages").putObject(topic).put("$ref", "#/components/messages/" + topic);
        if (topic.equals("commands")) {
            channel.put("address", "ringlog.commands.{edge}.v1");
            channel.putObject("parameters").putObject("edge").put("description", "id of the edge the commands are for");
        }
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("partitions", spec.partitions(Topics.DEFAULT_PARTITIONS));
        ObjectNode config = kafka.putObject("topicConfiguration");
        config.putArray("cleanup.policy").add(spec.config(8).get("cleanup.policy"));
        config.put("retention.ms", Long.parseLong(spec.config(8).getOrDefault("retention.ms", "-1")));
        return channel;
    }

    private static ObjectNode operation(String topic) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode().put("action", "receive");
        operation.putObject("channel").put("$ref", "#/channels/" + topic);
        return operation;
    }

    private static ObjectNode message(String topic, String schema) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("name", topic);
        message.putArray("traits").addObject().put("$ref", "#/components/messageTraits/envelope");
        message.putObject("payload")
                .put("schemaFormat", "application/schema+json;version=draft-2020-12")
                .putObject("schema")
                .put("$ref", SCHEMAS + schema);
        return message;
    }

    private static ObjectNode traits() {
        ObjectNode traits = JsonNodeFactory.instance.objectNode();
        ObjectNode headers = traits.putObject("envelope").putObject("headers").put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        header(properties, Envelope.ID, "unique; <partition>-<offset>-<n> for what the brain decided");
        header(properties, Envelope.TYPE, "name of the record and version of its schema, for example CallEnded.v1");
        header(properties, Envelope.SOURCE, "who wrote it, for example brain/3");
        header(properties, Envelope.SUBJECT, "id of the call, where there is one");
        header(properties, Envelope.CAUSATION, "<partition>-<offset> of the journal record that led to it");
        return traits;
    }

    private static void header(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", "string").put("description", description);
    }

    /** Each topic with the schema of its values. */
    private static Map<String, Map.Entry<String, TopicSpec>> topics() {
        var topics = new LinkedHashMap<String, Map.Entry<String, TopicSpec>>();
        topics.put("journal", Map.entry("input/any.json", Topics.JOURNAL));
        topics.put("events", Map.entry("outgoing/EventRecord.json", Topics.EVENTS));
        topics.put("commands", Map.entry("outgoing/CommandRecord.json", Topics.commands("edge")));
        topics.put("replies", Map.entry("outgoing/EffectRecord.json", Topics.REPLIES));
        topics.put("location", Map.entry("table/Location.json", Topics.LOCATION));
        topics.put("directory", Map.entry("directory/any.json", Topics.DIRECTORY));
        topics.put("edges", Map.entry("table/EdgeHeartbeat.json", Topics.EDGES));
        topics.put("cdr", Map.entry("row/Cdr.json", Topics.CDR));
        topics.put("quarantine", Map.entry("quarantine/Quarantined.json", Topics.QUARANTINE));
        return topics;
    }
}
