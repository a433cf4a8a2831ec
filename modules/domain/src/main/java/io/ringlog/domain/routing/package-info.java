/**
 * Where an INVITE goes: from what was dialled and who dialled it to a route target, and from a user to contacts that
 * ring.
 */
@NullMarked
package io.ringlog.domain.routing;

import org.jspecify.annotations.NullMarked;
