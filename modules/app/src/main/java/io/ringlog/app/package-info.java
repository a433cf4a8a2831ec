/**
 * The one program: its command line, its configuration, and the wiring of the roles into a process.
 *
 * <p>Only this module reads the environment. What a role does is decided elsewhere; here
 * it is only
 * started, connected, watched and stopped in order.
 */
@NullMarked
package io.ringlog.app;

import org.jspecify.annotations.NullMarked;
