package io.ringlog.connectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** An event as the brain records it becomes a row of its call, and the row an event; one of no call is no row. */
record EventRow() implements RowShape {
    private static final JsonRow COLUMNS = new JsonRow(LakeTable.CALL_EVENTS);

    /** Fields of an event by the columns that hold them under another name. */
    private static final Map<String, String> FIELDS =
            Map.of("account_id", "account", "event_id", "id", "causation_id", "causation", "ts", "at");

    @Override
    public LakeTable table() {
        return LakeTable.CALL_EVENTS;
    }

    @Override
    public Map<String, Object> row(SinkRecord record) {
        ObjectNode event = JsonBytes.object(record.value());
        if (!(event.get("event") instanceof ObjectNode data)) {
            throw new DataException("event is missing");
        }
        if (!event.has("call_id")) {
            return Map.of();
        }
        FIELDS.forEach((column, field) -> event.set(column, event.get(field)));
        event.set("type", data.get("type"));
        event.set("rule", event.path("because").get("rule"));
        event.set("data", data);
        return COLUMNS.row(event);
    }

    /** The event in a row of the table, as its topic had it. */
    static ObjectNode record(ObjectNode row) {
        ObjectNode event = row.deepCopy();
        FIELDS.forEach((column, field) -> event.set(field, event.remove(column)));
        event.remove("type");
        event.remove("rule");
        event.set("event", JsonBytes.object(event.remove("data").textValue()));
        event.set("because", JsonBytes.object(event.remove("because").textValue()));
        return event;
    }
}
