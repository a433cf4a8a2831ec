/** How workers read what the brain asks to be done outside it: {@code ringlog.effects.v1}, in order, at least once. */
@NullMarked
package io.ringlog.app.effect;

import org.jspecify.annotations.NullMarked;
