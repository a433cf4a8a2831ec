/**
 * What can be set, and how it is read: a tree of records whose components are the keys.
 *
 * <p>Later sources win: the defaults written on the records, a YAML or properties file, environment variables
 * {@code RINGLOG_...}, flags of the command line. A value that cannot work is refused in a sentence that names the key,
 * the value and what is allowed; so is a key that does not exist.
 */
@NullMarked
package io.ringlog.app.config;

import org.jspecify.annotations.NullMarked;
