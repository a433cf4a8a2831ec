package io.ringlog.connectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.formats.FormatModelRegistry;
import org.apache.iceberg.formats.ReadBuilder;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.util.StructLikeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers the small files of each partition of one table into few, row for row, in one commit. */
final class Compaction {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    private final Table table;
    private final MaintenancePolicy policy;
    private final OutputFileFactory outputs;

    /** How many files became how many. */
    record Outcome(int gathered, int written) {
        static final Outcome NOTHING = new Outcome(0, 0);
    }

    Compaction(Table table, MaintenancePolicy policy) {
        this.table = table;
        this.policy = policy;
        this.outputs = OutputFileFactory.builderFor(table, 0, System.nanoTime())
                .format(FileFormat.PARQUET)
                .operationId("compact-" + UUID.randomUUID())
                .build();
    }

    Outcome run() {
        Snapshot snapshot = table.currentSnapshot();
        if (snapshot == null) {
            return Outcome.NOTHING;
        }
        Map<DataFile, List<DataFile>> gathered = new LinkedHashMap<>();
        for (List<DataFile> bin : bins(snapshot)) {
            gathered.put(write(bin), bin);
        }
        return gathered.isEmpty() ? Outcome.NOTHING : commit(snapshot, gathered);
    }

    private Outcome commit(Snapshot snapshot, Map<DataFile, List<DataFile>> gathered) {
        RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(snapshot.snapshotId());
        gathered.forEach((added, replaced) -> {
            rewrite.addFile(added);
            replaced.forEach(rewrite::deleteFile);
        });
        try {
            rewrite.commit();
        } catch (ValidationException | CommitFailedException e) {
            // another job replaced these files first; an unknown outcome is not caught, its files may be in use
            LOG.warn("Compaction of {} gave way to another change: {}", table.name(), e.getMessage());
            gathered.keySet().forEach(file -> table.io().deleteFile(file.location()));
            return Outcome.NOTHING;
        }
        int files = gathered.values().stream().mapToInt(List::size).sum();
        return new Outcome(files, gathered.size());
    }

    private List<List<DataFile>> bins(Snapshot snapshot) {
        List<List<DataFile>> bins = new ArrayList<>();
        for (List<DataFile> partition : smallFiles(snapshot)) {
            if (partition.size() >= policy.minFiles()) {
                bins.addAll(packed(partition));
            }
        }
        return bins;
    }

    private List<List<DataFile>> smallFiles(Snapshot snapshot) {
        StructLikeMap<List<DataFile>> byPartition =
                StructLikeMap.create(table.spec().partitionType());
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
            for (FileScanTask task : tasks) {
                DataFile file = task.file();
                boolean small = file.fileSizeInBytes() < policy.targetBytes() * 3 / 4;
                if (small && file.specId() == table.spec().specId()) {
                    byPartition
                            .computeIfAbsent(file.partition(), key -> new ArrayList<>())
                            .add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files of " + table.name() + " could not be listed", e);
        }
        return List.copyOf(byPartition.values());
    }

    private List<List<DataFile>> packed(List<DataFile> files) {
        List<List<DataFile>> bins = new ArrayList<>();
        List<DataFile> bin = new ArrayList<>();
        long size = 0;
        for (DataFile file : files) {
            if (size + file.fileSizeInBytes() > policy.targetBytes()) {
                bins.add(bin);
                bin = new ArrayList<>();
                size = 0;
            }
            bin.add(file);
            size += file.fileSizeInBytes();
        }
        bins.add(bin);
        bins.removeIf(some -> some.size() < 2);
        return bins;
    }

    private DataFile write(List<DataFile> files) {
        DataFile first = files.getFirst();
        DataWriter<Record> writer = new GenericFileWriterFactory.Builder(table)
                .dataSchema(table.schema())
                .dataFileFormat(FileFormat.PARQUET)
                .writerProperties(table.properties())
                .build()
                .newDataWriter(outputs.newOutputFile(first.partition()), table.spec(), first.partition());
        try (writer) {
            for (DataFile file : files) {
                copy(file, writer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A file of " + table.name() + " could not be written", e);
        }
        return writer.toDataFile();
    }

    private void copy(DataFile file, DataWriter<Record> writer) throws IOException {
        ReadBuilder<Record, ?> reader = FormatModelRegistry.readBuilder(
                file.format(), Record.class, table.io().newInputFile(file));
        try (CloseableIterable<Record> rows = reader.project(table.schema()).build()) {
            rows.forEach(writer::write);
        }
    }
}
