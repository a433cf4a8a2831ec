/**
 * What the REST interface needs of the rest of the process, in its own words; the app joins both.
 * Everything here is asked for one account; who may ask for which account is decided before.
 */
@NullMarked
package io.ringlog.api.port;

import org.jspecify.annotations.NullMarked;
