/** What a run of all tests has to say in the end; see {@code ./ringlog test}. */
@NullMarked
package io.ringlog.lab.report;

import org.jspecify.annotations.NullMarked;
