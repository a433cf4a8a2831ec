/**
 * Callers that wait and the agent who is next. One agent is never offered two callers: the reserve fence is a state,
 * not a lock.
 * <pre>
 * caller  WAITING ─reserve─► OFFERED ─agent answers─► CONFIRMED ─bridged─► CLAIMED
 *            ▲────miss──────────┘
 * </pre>
 * {@code QueueDesk} keeps the door and the line, {@code OfferDesk} what becomes of an offer, {@code Matching} brings
 * both together; {@code JoinDecider}, {@code Staff} and {@code Line} are the rules.
 */
@NullMarked
package io.ringlog.domain.queue;

import org.jspecify.annotations.NullMarked;
