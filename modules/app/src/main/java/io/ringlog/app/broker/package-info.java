/**
 * A real KRaft broker inside this JVM, for when no cluster is configured, and for tests.
 *
 * <p>Broker and controller share the process and a static quorum of one. The rest of Ringlog sees only
 * {@code bootstrapServers()}: the same clients run against an external cluster by configuration alone.
 * Internal classes of Kafka are used here and nowhere else.
 */
@NullMarked
package io.ringlog.app.broker;

import org.jspecify.annotations.NullMarked;
