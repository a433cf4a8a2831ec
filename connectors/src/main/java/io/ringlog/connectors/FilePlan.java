package io.ringlog.connectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The data files of one snapshot that can hold what is asked for, pruned by Iceberg, those with the newest rows first;
 * and how to read them by field id, so that a file from before a column was added reads as well as a new one.
 */
record FilePlan(Table table, List<Candidate> files, String source) {

    /** One file, and the time of its newest row in microseconds. */
    record Candidate(String location, long bytes, long newest) {}

    static FilePlan of(Table table, String timeColumn, Expression filter) {
        NestedField time = table.schema().findField(timeColumn);
        List<Candidate> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan()
                .filter(filter)
                .includeColumnStats(List.of(timeColumn))
                .planFiles()) {
            tasks.forEach(task -> files.add(candidate(task.file(), time)));
        } catch (IOException e) {
            throw new UncheckedIOException("The lake's files could not be planned", e);
        }
        files.sort(Comparator.comparingLong(Candidate::newest).reversed());
        return new FilePlan(table, List.copyOf(files), source(table.schema()));
    }

    private static Candidate candidate(DataFile file, NestedField time) {
        Map<Integer, ByteBuffer> bounds = file.upperBounds();
        ByteBuffer bound = bounds == null ? null : bounds.get(time.fieldId());
        long newest = bound == null ? Long.MAX_VALUE : Conversions.<Long>fromByteBuffer(time.type(), bound);
        return new Candidate(file.location(), file.fileSizeInBytes(), newest);
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
            case LIST -> "VARCHAR[]";
            default -> "VARCHAR";
        };
    }
}
