package io.ringlog.connectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The data files of one snapshot that can hold what is asked for, pruned by Iceberg, and how to read them by field id,
 * so that a file from before a column was added or renamed reads as well as a new one.
 */
record FilePlan(List<String> files, String source) {
    static FilePlan of(Table table, Expression filter) {
        List<String> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().filter(filter).planFiles()) {
            tasks.forEach(task -> files.add(task.file().location()));
        } catch (IOException e) {
            throw new UncheckedIOException("The lake's files could not be planned", e);
        }
        return new FilePlan(List.copyOf(files), source(table.schema()));
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** The table function to select from; its one parameter is the list of files. */
    private static String source(Schema schema) {
        return schema.columns().stream()
                .map(FilePlan::column)
                .collect(Collectors.joining(", ", "read_parquet(?, schema = MAP {", "})"));
    }

    private static String column(NestedField field) {
        return "%d: {name: '%s', type: '%s', default_value: NULL}"
                .formatted(field.fieldId(), field.name(), duckType(field.type()));
    }

    private static String duckType(Type type) {
        return switch (type.typeId()) {
            case INTEGER -> "INTEGER";
            case LONG -> "BIGINT";
            case BOOLEAN -> "BOOLEAN";
            case TIMESTAMP -> "TIMESTAMPTZ";
            default -> "VARCHAR";
        };
    }
}
