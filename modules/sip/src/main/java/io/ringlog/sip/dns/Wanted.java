package io.ringlog.sip.dns;

import org.jspecify.annotations.Nullable;

/**
 * A place as a URI names it.
 *
 * @param host a name
 * @param port 0 where none is said
 * @param transport in lower case; null where none is said
 */
public record Wanted(String host, int port, @Nullable String transport) {}
