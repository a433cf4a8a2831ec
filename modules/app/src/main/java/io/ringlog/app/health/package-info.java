/**
 * How a process says that it works: {@code /health/live} as soon as it answers, {@code /health/ready} while every part
 * of it does its work and the log can be reached.
 *
 * <p>Every process answers, whatever its roles are; the role api answers the same on its own port.
 */
@NullMarked
package io.ringlog.app.health;

import org.jspecify.annotations.NullMarked;
