package io.ringlog.connectors;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types.NestedField;

/** The tables of the lake: columns, partitions and properties; how rows get there is {@code LakeRows}' business. */
public enum LakeTable {
    CDR("cdr", "start_ts", "call_id", LakeColumns.cdr()),
    CALL_EVENTS("call_events", "at", "call_id", LakeColumns.callEvents()),
    JOURNAL("journal", "at", "record_id", LakeColumns.journal());

    public static final Namespace NAMESPACE = Namespace.of("ringlog");
    private static final int ACCOUNT_BUCKETS = 16;

    private final TableIdentifier identifier;
    private final String timeColumn;
    private final String keyColumn;
    private final Schema schema;

    LakeTable(String table, String timeColumn, String keyColumn, List<NestedField> columns) {
        this.identifier = TableIdentifier.of("ringlog", table);
        this.timeColumn = timeColumn;
        this.keyColumn = keyColumn;
        this.schema = new Schema(columns);
    }

    public TableIdentifier identifier() {
        return identifier;
    }

    public Schema schema() {
        return schema;
    }

    /** The column whose day the rows are filed under. */
    public String timeColumn() {
        return timeColumn;
    }

    PartitionSpec partitions() {
        return PartitionSpec.builderFor(schema)
                .bucket("account_id", ACCOUNT_BUCKETS)
                .day(timeColumn)
                .build();
    }

    Map<String, String> properties() {
        Map<String, String> all = new HashMap<>();
        // format 2 is what every engine reads
        all.put("format-version", "2");
        // 16 buckets may be open at once in a small heap
        all.put("write.parquet.row-group-size-bytes", String.valueOf(8 << 20));
        all.put("write.target-file-size-bytes", String.valueOf(128L << 20));
        all.put("write.metadata.delete-after-commit.enabled", "true");
        all.put("write.metadata.previous-versions-max", "20");
        // bounds only on what scans prune by; a whole id, because ids of one hour differ in their tails only
        all.put("write.metadata.metrics.default", "counts");
        for (String column : List.of("account_id", timeColumn, keyColumn, "call_id")) {
            all.put("write.metadata.metrics.column." + column, "full");
        }
        // the sink and the maintenance job commit beside each other
        all.put("commit.retry.num-retries", "20");
        all.put("commit.retry.min-wait-ms", "50");
        all.put("commit.retry.max-wait-ms", "2000");
        return all;
    }
}
