/**
 * Rows as comma separated values (RFC 4180), as spreadsheets write and read them: {@link io.ringlog.api.csv.Csv} writes
 * what no spreadsheet takes for a formula, {@link io.ringlog.api.csv.CsvTable} reads what came back.
 */
@NullMarked
package io.ringlog.api.csv;

import org.jspecify.annotations.NullMarked;
