/** CSV as spreadsheets really write it. */
@NullMarked
package io.ringlog.api.csv;

import org.jspecify.annotations.NullMarked;
