/**
 * The command line: one class per sub-command, each turning flags into a call of another package and the result into
 * lines and an exit code. 0 is success, 1 says that something was found to be wrong, 2 that the command could
 * not be done.
 */
@NullMarked
package io.ringlog.app.cli;

import org.jspecify.annotations.NullMarked;
