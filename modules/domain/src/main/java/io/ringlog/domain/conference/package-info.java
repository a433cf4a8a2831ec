/**
 * Conferences: rooms that several calls of an account come to, and whose members hear each other at one edge.
 *
 * <p>{@code Door} asks for the PIN and lets in, {@code Members} seats, mutes and sends away and keeps who hears whom in
 * step with who is there: music for one alone and for all who wait for a moderator, a mixed talk for two and more. A
 * room is a granule as long as somebody is in it; the legs that sit in it are indexed by it.
 */
@NullMarked
package io.ringlog.domain.conference;

import org.jspecify.annotations.NullMarked;
