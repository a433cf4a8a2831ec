/**
 * Whom the edges do not listen to. What edges saw of addresses comes as a fact of the platform account; {@code
 * SecurityDesk} keeps an {@code Offender} for each address of late and bans whoever did too much of what
 * {@code Offences} names, for a time that doubles. A {@code Ban} is told to every edge and kept by its network.
 */
@NullMarked
package io.ringlog.domain.security;

import org.jspecify.annotations.NullMarked;
