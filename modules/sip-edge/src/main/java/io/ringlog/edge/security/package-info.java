/**
 * What an edge sees of addresses that do what is not borne for ever, told to the log once a second. It bans nobody: the
 * brain does, and {@code Bans} of the directory carries it out.
 */
@NullMarked
package io.ringlog.edge.security;

import org.jspecify.annotations.NullMarked;
