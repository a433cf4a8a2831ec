package io.ringlog.connectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;

/** Appends rows to a table as the sink would, without a broker: one commit and one file per partition and call. */
final class LakeFiles {
    private LakeFiles() {}

    static void append(Lake lake, LakeTable which, List<Map<String, Object>> rows) {
        Table table = lake.table(which);
        var append = table.newAppend();
        rows.stream()
                .map(values -> record(table, values))
                .collect(java.util.stream.Collectors.groupingBy(row -> key(table, row)))
                .forEach((partition, some) -> append.appendFile(write(table, partition, some)));
        append.commit();
    }

    static OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }

    static Map<String, Object> cdr(String account, String call, long startMillis) {
        return Map.of("call_id", call, "account_id", account, "start_ts", time(startMillis), "answered", true);
    }

    private static Record record(Table table, Map<String, Object> values) {
        GenericRecord row = GenericRecord.create(table.schema());
        values.forEach(row::setField);
        return row;
    }

    private static PartitionKey key(Table table, Record row) {
        PartitionKey key = new PartitionKey(table.spec(), table.schema());
        key.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(row));
        return key;
    }

    private static DataFile write(Table table, PartitionKey partition, List<Record> rows) {
        OutputFileFactory files = OutputFileFactory.builderFor(table, 1, 1)
                .format(FileFormat.PARQUET)
                .operationId(UUID.randomUUID().toString())
                .build();
        DataWriter<Record> writer = new GenericFileWriterFactory.Builder(table)
                .dataSchema(table.schema())
                .dataFileFormat(FileFormat.PARQUET)
                .build()
                .newDataWriter(files.newOutputFile(partition), table.spec(), partition);
        try (writer) {
            rows.forEach(writer::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.toDataFile();
    }
}
