/**
 * Who changed what: {@link io.ringlog.config.audit.AuditWriter} notes each change of a row in the transaction that
 * makes it, {@link io.ringlog.config.audit.AuditLog} reads what was noted.
 */
@NullMarked
package io.ringlog.config.audit;

import org.jspecify.annotations.NullMarked;
