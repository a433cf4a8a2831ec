/**
 * What the failure promises of docs/architecture.md say, tried: processes are killed with SIGKILL in mid-call under
 * load, started again, and afterwards nothing is lost, nothing doubled and nothing held that nobody holds.
 */
@NullMarked
package io.ringlog.it.fault;

import org.jspecify.annotations.NullMarked;
