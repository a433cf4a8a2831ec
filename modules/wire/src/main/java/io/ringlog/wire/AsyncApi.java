package io.ringlog.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Outgoing;
import java.util.LinkedHashMap;
import java.util.Map;

/** The AsyncAPI 3.0 document of the topics, made from their catalogue and the public schemas. */
public final class AsyncApi {
    private static final String ABOUT =
            "Every topic of the log. Values are JSON in UTF-8; headers are the few of the CloudEvents binding to Kafka"
                    + " that routers need; time is the record's own. What is empty or null is left out. Within v1 a"
                    + " record only gains optional fields; readers ignore what they do not know.";

    private final SchemaBundle schemas = new SchemaBundle();

    private AsyncApi() {}

    /** The whole document; it refers to nothing outside itself. */
    public static ObjectNode document() {
        return new AsyncApi().write();
    }

    /** What one topic carries, who reads it, and of which type its values are. */
    private record Carried(TopicSpec topic, String says, Class<?> type) {}

    private static Map<String, Carried> topics() {
        var all = new LinkedHashMap<String, Carried>();
        all.put("journal", new Carried(Topics.JOURNAL, "All that came in: the brain's only input.", Input.class));
        all.put("events", new Carried(Topics.EVENTS, "What was decided, and why.", Outgoing.EventRecord.class));
        all.put("cdr", new Carried(Topics.CDR, "One record for each call that is over.", Cdr.class));
        all.put(
                "commands",
                new Carried(Topics.commands("edge"), "What one edge is to do.", Outgoing.CommandRecord.class));
        all.put(
                "replies",
                new Carried(
                        Topics.REPLIES,
                        "Answers to waiting api nodes, and settings of users that these are to change.",
                        Outgoing.EffectRecord.class));
        all.put(
                "effects",
                new Carried(
                        Topics.EFFECTS, "What workers are to do outside the platform.", Outgoing.EffectRecord.class));
        all.put("location", new Carried(Topics.LOCATION, "Where a device is reached.", Location.class));
        all.put("directory", new Carried(Topics.DIRECTORY, "Whose a domain or number is.", DirectoryEntry.class));
        all.put("edges", new Carried(Topics.EDGES, "Which edges live.", EdgeHeartbeat.class));
        all.put("quarantine", new Carried(Topics.QUARANTINE, "What could not be read.", Quarantined.class));
        return all;
    }

    private ObjectNode write() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("asyncapi", "3.0.0");
        document.putObject("info").put("title", "Ringlog").put("version", "1").put("description", ABOUT);
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode messages = JsonNodeFactory.instance.objectNode();
        topics().forEach((name, carried) -> {
            channels.set(name, channel(name, carried));
            operations.set("receive-" + name, operation(name, carried));
            messages.set(name, message(name, carried));
        });
        ObjectNode components = document.putObject("components");
        components.set("messages", messages);
        components.set("messageTraits", traits());
        components.set("schemas", schemas.named());
        return document;
    }

    private static ObjectNode channel(String name, Carried carried) {
        ObjectNode channel = JsonNodeFactory.instance.objectNode();
        channel.put("address", carried.topic().name()).put("description", carried.says());
        channel.putObject("messages").putObject(name).put("$ref", "#/components/messages/" + name);
        if (Topics.isCommands(carried.topic().name())) {
            channel.put("address", "ringlog.commands.{edge}.v1");
            channel.putObject("parameters").putObject("edge").put("description", "id of the edge the commands are for");
        }
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("partitions", carried.topic().partitions(Topics.DEFAULT_PARTITIONS));
        Map<String, String> set = carried.topic().config(Topics.DEFAULT_PARTITIONS);
        ObjectNode config = kafka.putObject("topicConfiguration");
        config.putArray("cleanup.policy").add(set.get("cleanup.policy"));
        config.put("retention.ms", Long.parseLong(set.getOrDefault("retention.ms", "-1")));
        return channel;
    }

    private static ObjectNode operation(String name, Carried carried) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode().put("action", "receive");
        operation.put("summary", carried.says());
        operation.putObject("channel").put("$ref", "#/channels/" + name);
        return operation;
    }

    private ObjectNode message(String name, Carried carried) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("name", name);
        message.putArray("traits").addObject().put("$ref", "#/components/messageTraits/envelope");
        JsonNode payload = schemas.gather(SchemaBundle.log(carried.type()));
        message.set("payload", payload);
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
}
