/**
 * The edge's own copy of which account a domain, a number or a trunk's address belongs to, and what follows from it
 * before anything is known about a sender: challenge, let in, refuse or ignore. A challenge is not a decision.
 */
@NullMarked
package io.ringlog.edge.directory;

import org.jspecify.annotations.NullMarked;
