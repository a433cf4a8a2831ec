/**
 * Signalling from outside: scripted clients, messages that torture, garbage and lies, judged by what comes back, by
 * what the log says and by what the platform still holds afterwards.
 */
@NullMarked
package io.ringlog.it.sip;

import org.jspecify.annotations.NullMarked;
