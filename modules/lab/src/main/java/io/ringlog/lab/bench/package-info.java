/**
 * {@code ringlog bench}: how fast and at what cost, measured from outside and, where there is one, beside a peer in
 * the same run. Processor time is the kernel's account of the measured process. Figures are for comparing within one
 * run; nothing here is asserted by a test.
 */
@NullMarked
package io.ringlog.lab.bench;

import org.jspecify.annotations.NullMarked;
