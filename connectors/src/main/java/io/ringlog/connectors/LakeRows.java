package io.ringlog.connectors;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Turns a raw record of any of the lake's topics into the row of its table, or refuses it, so that Connect sends it to
 * quarantine and the sink itself never meets a value it cannot write.
 */
public final class LakeRows implements Transformation<SinkRecord> {
    /** The field that says which table a row is for; it is no column, so it is not written. */
    static final String ROUTE_FIELD = "_table";

    private static final Map<String, RowShape> SHAPES = Map.of(
            "cdr.topic", new JsonRow(LakeTable.CDR),
            "events.topic", new EventRow(),
            "journal.topic", new JournalArchive());

    private final Map<String, RowShape> shapeByTopic = new HashMap<>();

    @Override
    public void configure(Map<String, ?> settings) {
        SHAPES.forEach((key, shape) -> {
            if (settings.get(key) instanceof String topic && !topic.isBlank()) {
                shapeByTopic.put(topic, shape);
            }
        });
    }

    @Override
    public @Nullable SinkRecord apply(SinkRecord record) {
        if (record.value() == null) {
            return null;
        }
        RowShape shape = shapeByTopic.get(record.topic());
        if (shape == null) {
            throw new DataException("No table is set for topic " + record.topic());
        }
        Map<String, Object> row = shape.row(record);
        if (row.isEmpty()) {
            return null;
        }
        row.put(ROUTE_FIELD, shape.table().identifier().toString());
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                null,
                row,
                record.timestamp(),
                record.headers());
    }

    @Override
    public ConfigDef config() {
        ConfigDef definition = new ConfigDef();
        SHAPES.forEach((key, shape) -> definition.define(
                key, Type.STRING, "", Importance.HIGH, "The topic whose records become rows of " + shape.table()));
        return definition;
    }

    @Override
    public void close() {
        shapeByTopic.clear();
    }
}
