/**
 * The source of truth for configuration: what tenants own and how their calls are to go.
 *
 * <p>Every write goes through {@link io.ringlog.config.ConfigStore}: fields and references are checked, the row and its
 * outbox records are committed together, and the publisher brings them to the log in the order of the commits.
 * A refusal names every wrong field at once. Nothing here decides about calls.
 */
@NullMarked
package io.ringlog.config;

import org.jspecify.annotations.NullMarked;
