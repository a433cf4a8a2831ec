package io.ringlog.connectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** An event as the brain records it becomes a row of its call, and the row an event; one of no call is no row. */
record EventRow() implements RowShape {
    private static final JsonRow COLUMNS = new JsonRow(LakeTable.CALL_EVENTS);

    @Override
    public LakeTable table() {
        return LakeTable.CALL_EVENTS;
    }

    @Override
    public Map<String, Object> row(SinkRecord record) {
        ObjectNode event = JsonBytes.object(record.value());
        if (!(event.get("event") instanceof ObjectNode what)) {
            throw new DataException("event is missing");
        }
        if (!event.has("call_id")) {
            return Map.of();
        }
        event.set("type", what.get("type"));
        event.set("rule", event.path("because").get("rule"));
        return COLUMNS.row(event);
    }

    /** The event in a row of the table, as its topic had it. */
    static ObjectNode record(ObjectNode row) {
        ObjectNode event = row.deepCopy();
        event.remove("type");
        event.remove("rule");
        event.set("event", JsonBytes.object(event.get("event").textValue()));
        event.set("because", JsonBytes.object(event.get("because").textValue()));
        return event;
    }
}
