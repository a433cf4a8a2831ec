/**
 * Reading the log from the command line: where it is, and its records as lines for people.
 *
 * <p>When Ringlog runs on the data folder its broker is asked; when it does not, the broker is started on the
 * folder for
 * as long as the command takes. Nothing here writes.
 */
@NullMarked
package io.ringlog.app.log;

import org.jspecify.annotations.NullMarked;
