/**
 * From a commit to the log: records are written beside the row in the same transaction and published in that order.
 *
 * <p>Publishing is at least once. A repeat is harmless: rows carry the account's version, and the directory is a table.
 */
@NullMarked
package io.ringlog.config.outbox;

import org.jspecify.annotations.NullMarked;
