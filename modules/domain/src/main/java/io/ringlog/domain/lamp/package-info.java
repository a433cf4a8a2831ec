/**
 * Lamps: who may watch what, and how it is lit. An edge serves whoever watches at it; here is one interest for each
 * lamp and edge, and a lamp that nobody watches costs nothing.
 */
@NullMarked
package io.ringlog.domain.lamp;

import org.jspecify.annotations.NullMarked;
