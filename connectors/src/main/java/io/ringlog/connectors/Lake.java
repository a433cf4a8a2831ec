package io.ringlog.connectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.types.Types.NestedField;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open catalog and its tables; it creates and evolves them, and neither writes nor reads a row. */
public final class Lake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lake.class);
    static final String CATALOG = "ringlog";
    private static final String SQLITE = "jdbc:sqlite:";

    private final LakeConfig config;
    private final Catalog catalog;

    private Lake(LakeConfig config, Catalog catalog) {
        this.config = config;
        this.catalog = catalog;
    }

    /** Opens the catalog, making the folders of a local one. */
    public static Lake open(LakeConfig config) {
        makeFolders(config);
        return new Lake(config, CatalogUtil.buildIcebergCatalog(CATALOG, config.icebergProperties(), null));
    }

    public LakeConfig config() {
        return config;
    }

    /** Creates the tables that are missing and adds the columns that are; safe to run anywhere, any number of times. */
    public void ensureTables() {
        ensureNamespace();
        for (LakeTable table : LakeTable.values()) {
            ensureTable(table);
        }
    }

    /** The table as the catalog knows it now. */
    public Table table(LakeTable table) {
        return catalog.loadTable(table.identifier());
    }

    /** When the table last changed; empty before the first. */
    public Optional<Instant> lastCommit(LakeTable table) {
        Snapshot snapshot = table(table).currentSnapshot();
        return Optional.ofNullable(snapshot).map(Snapshot::timestampMillis).map(Instant::ofEpochMilli);
    }

    /**
     * The files that hold the rows of a table now: paths where the lake is a folder here, else as the catalog names
     * them; empty when there is no such table yet. The folder holds more: those of older snapshots stay for their
     * readers.
     */
    public Optional<List<String>> files(LakeTable wanted) {
        return catalog.tableExists(wanted.identifier()) ? Optional.of(filesOf(wanted)) : Optional.empty();
    }

    private List<String> filesOf(LakeTable wanted) {
        FilePlan plan = FilePlan.of(table(wanted), wanted.timeColumn(), Expressions.alwaysTrue());
        FileIO io = plan.table().io();
        return plan.files().stream()
                .map(file -> io instanceof LocalFileIO local
                        ? local.path(file.location()).toAbsolutePath().toString()
                        : file.location())
                .toList();
    }

    @Override
    public void close() {
        if (catalog instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                throw new IllegalStateException("The lake's catalog did not close", e);
            }
        }
    }

    private void ensureNamespace() {
        if (catalog instanceof SupportsNamespaces namespaces && !namespaces.namespaceExists(LakeTable.NAMESPACE)) {
            try {
                namespaces.createNamespace(LakeTable.NAMESPACE, Map.of());
            } catch (AlreadyExistsException e) {
                LOG.debug("Another process made the namespace first");
            }
        }
    }

    private void ensureTable(LakeTable wanted) {
        if (!catalog.tableExists(wanted.identifier())) {
            create(wanted);
        }
        addMissingColumns(wanted);
    }

    private void create(LakeTable wanted) {
        try {
            catalog.createTable(wanted.identifier(), wanted.schema(), wanted.partitions(), wanted.properties());
            LOG.info("Created table {}", wanted.identifier());
        } catch (AlreadyExistsException e) {
            LOG.debug("Another process made {} first", wanted.identifier());
        }
    }

    private void addMissingColumns(LakeTable wanted) {
        Table table = table(wanted);
        UpdateSchema change = table.updateSchema();
        boolean changed = false;
        for (NestedField column : wanted.schema().columns()) {
            if (table.schema().findField(column.name()) == null) {
                change.addColumn(column.name(), column.type());
                changed = true;
            }
        }
        if (changed) {
            change.commit();
            LOG.info("Added columns to {}", wanted.identifier());
        }
    }

    private static void makeFolders(LakeConfig config) {
        try {
            if (!config.isRemote()) {
                Files.createDirectories(config.folder());
            }
            if (config.catalogUri().startsWith(SQLITE)) {
                Path file = Path.of(config.catalogUri().substring(SQLITE.length()));
                Path folder = file.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The lake's folder could not be made", e);
        }
    }
}
