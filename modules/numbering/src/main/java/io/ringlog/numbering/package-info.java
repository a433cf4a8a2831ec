/**
 * The numbering plans of the world, as libphonenumber knows them, in the words of the domain. Decides nothing.
 */
@NullMarked
package io.ringlog.numbering;

import org.jspecify.annotations.NullMarked;
