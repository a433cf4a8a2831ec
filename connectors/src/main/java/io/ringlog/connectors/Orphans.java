package io.ringlog.connectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Deletes files of one table that nothing names: a crash between writing and committing leaves them behind. */
final class Orphans {
    private Orphans() {}

    /** How many files were deleted; none where the store cannot list. */
    static int delete(Table table, Instant olderThan) {
        if (!(table.io() instanceof SupportsPrefixOperations files)) {
            return 0;
        }
        Set<String> named = named(table);
        int deleted = 0;
        for (FileInfo file : files.listPrefix(table.location() + "/")) {
            if (file.createdAtMillis() < olderThan.toEpochMilli() && !named.contains(file.location())) {
                files.deleteFile(file.location());
                deleted++;
            }
        }
        return deleted;
    }

    private static Set<String> named(Table table) {
        Set<String> named = new HashSet<>(ReachableFileUtil.metadataFileLocations(table, false));
        named.addAll(ReachableFileUtil.manifestListLocations(table));
        named.addAll(ReachableFileUtil.statisticsFilesLocations(table));
        named.add(ReachableFileUtil.versionHintLocation(table));
        Set<String> read = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                if (read.add(manifest.path())) {
                    addFiles(table, manifest, named);
                }
            }
        }
        named.addAll(read);
        return named;
    }

    private static void addFiles(Table table, ManifestFile manifest, Set<String> named) {
        try (CloseableIterable<String> paths = ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
            paths.forEach(named::add);
        } catch (IOException e) {
            throw new UncheckedIOException("A manifest of " + table.name() + " could not be read", e);
        }
    }
}
