/** The console as people see it: a real browser, the real platform, real telephones. */
@NullMarked
package io.ringlog.it.console;

import org.jspecify.annotations.NullMarked;
