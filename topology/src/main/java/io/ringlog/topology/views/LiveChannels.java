package io.ringlog.topology.views;

import org.jspecify.annotations.Nullable;

/**
 * Channels of a ceiling over a tree of accounts.
 *
 * @param of the account whose ceiling it is, where these are held; null where they are lent
 * @param to the account below that has them, where they are lent; null where they are held
 */
public record LiveChannels(@Nullable String of, @Nullable String to, int channels) {}
