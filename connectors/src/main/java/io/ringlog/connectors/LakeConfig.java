package io.ringlog.connectors;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the lake is: warehouse, catalog, and properties passed through to both; it knows nothing of topics.
 *
 * @param warehouse an absolute folder, or a URI such as {@code s3://bucket/lake}
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

    /** A lake in one local folder: SQLite catalog and Parquet files. */
    public static LakeConfig local(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        return new LakeConfig(
                root.resolve("warehouse").toString(), "jdbc:sqlite:" + root.resolve("catalog.db"), Map.of());
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
        all.put("warehouse", isRemote() ? warehouse : localPath(warehouse).toString());
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

    private Map<String, String> fileAccess() {
        if (!isRemote()) {
            return Map.of("io-impl", LocalFileIO.class.getName());
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
        return warehouse.startsWith("file:") ? Path.of(URI.create(warehouse)) : Path.of(warehouse);
    }
}
