/**
 * {@code ringlog bench}: how fast and at what cost, measured from outside and, where there is one, beside a peer in
 * the same
 * run. {@code CallLoad} and {@code RegisterLoad} speak SIP over plain UDP sockets; processor time is the kernel's
 * account of
 * the measured process. Figures are for comparing within one run; nothing here is asserted by a test.
 */
@NullMarked
package io.ringlog.app.bench;

import org.jspecify.annotations.NullMarked;
