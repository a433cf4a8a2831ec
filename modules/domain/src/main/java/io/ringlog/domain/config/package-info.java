/**
 * Configuration as the brain sees it: one record per row, with the field names of the resource reference in Java's
 * case.
 * The rows arrive through the journal, so a decision always knows the version of the configuration it read.
 */
@NullMarked
package io.ringlog.domain.config;

import org.jspecify.annotations.NullMarked;
