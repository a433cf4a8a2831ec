/**
 * REGISTER: is the answer to the challenge right, and which contacts does an address of record have now.
 */
@NullMarked
package io.ringlog.domain.registration;

import org.jspecify.annotations.NullMarked;
