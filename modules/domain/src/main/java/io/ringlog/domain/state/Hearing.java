package io.ringlog.domain.state;

/**
 * What the media engine plays to a leg or asks of it.
 *
 * @param mediaId of the playback or gather, by which its end names it
 */
public record Hearing(String mediaId, Listener listener) {}
