/**
 * Documents and records: reads snake_case JSON into a record, naming every field that is wrong, and writes it back.
 * Knows types and names only; what a value means is checked elsewhere.
 */
@NullMarked
package io.ringlog.config.form;

import org.jspecify.annotations.NullMarked;
