/**
 * How far each webhook has been told of its account's events: a place in the log, failures in a row, and pieces of the
 * log that it would not take. What they were is read from the log again.
 */
@NullMarked
package io.ringlog.config.webhook;

import org.jspecify.annotations.NullMarked;
