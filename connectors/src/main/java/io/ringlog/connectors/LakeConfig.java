package io.ringlog.connectors;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the lake is: warehouse, catalog, and properties passed through to both; it knows nothing of topics.
 *
 * @param warehouse an absolute folder, or a URI such as {@code s3://bucket/lake}; {@code lake:} before a folder has the
 *     tables name their files from there on, so that the folder can be moved and copied
 * @param catalogUri the catalog's JDBC URL, {@code jdbc:sqlite:...} by default
 * @param catalogProperties Iceberg catalog properties that win over what is derived from the other two
 */
public record LakeConfig(String warehouse, String catalogUri, Map<String, String> catalogProperties) {
    private static final String CATALOG_TYPE = "type";
    private static final String CATALOG_CLASS = "catalog-impl";

    public LakeConfig {
        Refused.unless(!warehouse.isBlank(), "lake.warehouse", "must name a folder or a URI");
        Refused.unless(
                isRemote(warehouse) || localPath(warehouse).isAbsolute(),
                "lake.warehouse",
                "must be an absolute folder or a URI with a scheme, not '" + warehouse + "'");
        catalogProperties = Map.copyOf(catalogProperties);
        boolean ownCatalog =
                catalogProperties.containsKey(CATALOG_TYPE) || catalogProperties.containsKey(CATALOG_CLASS);
        Refused.unless(
                ownCatalog || catalogUri.startsWith("jdbc:"),
                "lake.catalog.uri",
                "must be a JDBC URL, not '" + catalogUri + "'");
    }

    /** A lake in one local folder, which may be moved: SQLite catalog and Parquet files. */
    public static LakeConfig local(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        return new LakeConfig(
                LocalFileIO.HERE + root.resolve("warehouse"), "jdbc:sqlite:" + root.resolve("catalog.db"), Map.of());
    }

    /** Whether the warehouse is an object store, so that local file access does not reach it. */
    public boolean isRemote() {
        return isRemote(warehouse);
    }

    /** The properties Iceberg opens the catalog with, here and in the sink. */
    public Map<String, String> icebergProperties() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(CATALOG_TYPE, "jdbc");
        all.put("uri", catalogUri);
        all.put("warehouse", place());
        all.put("jdbc.schema-version", "V1");
        if (catalogUri.startsWith("jdbc:sqlite:")) {
            // the sink, the maintenance job and history queries share the file: readers must not wait for writers
            all.put("jdbc.journal_mode", "WAL");
            all.put("jdbc.busy_timeout", "10000");
        }
        all.putAll(fileAccess());
        if (catalogProperties.containsKey(CATALOG_CLASS)) {
            all.remove(CATALOG_TYPE);
        }
        all.putAll(catalogProperties);
        return all;
    }

    /** The folder of a warehouse on this machine's disks. */
    Path folder() {
        return localPath(warehouse);
    }

    /** Where new tables are made, as they name it themselves. */
    private String place() {
        if (isRemote()) {
            return warehouse;
        }
        return isMovable() ? LocalFileIO.HERE : folder().toString();
    }

    private boolean isMovable() {
        return warehouse.startsWith(LocalFileIO.HERE);
    }

    private Map<String, String> fileAccess() {
        if (!isRemote()) {
            String access = LocalFileIO.class.getName();
            return isMovable()
                    ? Map.of("io-impl", access, LocalFileIO.FOLDER, folder().toString())
                    : Map.of("io-impl", access);
        }
        if (warehouse.startsWith("s3://")) {
            return Map.of(
                    "io-impl",
                    "org.apache.iceberg.aws.s3.S3FileIO",
                    "s3.client-factory-impl",
                    ObjectStoreClients.class.getName());
        }
        return Map.of("io-impl", "org.apache.iceberg.io.ResolvingFileIO");
    }

    private static boolean isRemote(String warehouse) {
        return warehouse.contains("://") && !warehouse.startsWith("file:");
    }

    private static Path localPath(String warehouse) {
        if (warehouse.startsWith(LocalFileIO.HERE)) {
            return Path.of(warehouse.substring(LocalFileIO.HERE.length()));
        }
        return warehouse.startsWith("file:") ? Path.of(URI.create(warehouse)) : Path.of(warehouse);
    }
}
