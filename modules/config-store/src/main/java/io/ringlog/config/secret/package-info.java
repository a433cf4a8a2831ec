/**
 * What must never be seen: digest credentials sealed with authenticated encryption under a key outside the database,
 * and API keys of which only a hash is stored.
 */
@NullMarked
package io.ringlog.config.secret;

import org.jspecify.annotations.NullMarked;
