package io.ringlog.domain.journal;

/**
 * An edge was told to erase a recording and has.
 *
 * @param there whether its store had it
 */
public record RecordingErased(EdgeStamp stamp, String objectKey, boolean there) implements EdgeFact {}
