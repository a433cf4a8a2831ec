/**
 * The lake: what happened, kept for good as Iceberg tables that any engine can read.
 *
 * <p>{@code Lake} owns the catalog and the tables, {@code LakeSink} fills them from the topics through Kafka Connect in
 * this JVM, {@code CallHistory} reads them back for the API, {@code LakeMaintenance} keeps them small. The same sink
 * runs on a Connect cluster: {@code SinkConnectorConfig} writes its configuration for both.
 *
 * <p>Rows are appended and never changed; the topics stay the truth and the lake can be rebuilt from them.
 */
@NullMarked
package io.ringlog.connectors;

import org.jspecify.annotations.NullMarked;
