package io.ringlog.domain.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recording of a talk, or of what a caller says into a flow, from its beginning until it is erased. It is found here
 * and not at the call, because it may be whole only when its call is over.
 *
 * @param legId whose words are on the left
 * @param talkId null for what a caller says into a flow
 * @param edge which keeps the sound
 * @param commandId of what began it
 * @param over whether nothing is added to it any more
 * @param kept null until the edge has told that it is whole
 */
public record TalkRecording(
        String account,
        String recordingId,
        String callId,
        String legId,
        @Nullable String talkId,
        String edge,
        String commandId,
        Instant since,
        boolean over,
        @Nullable Kept kept)
        implements Granule {

    /** The sound of a finished recording. */
    public record Kept(long sizeBytes, String objectKey) {}

    public boolean isOfTalk() {
        return talkId != null;
    }

    public TalkRecording ended() {
        return new TalkRecording(account, recordingId, callId, legId, talkId, edge, commandId, since, true, kept);
    }

    public TalkRecording kept(Kept sound) {
        return new TalkRecording(account, recordingId, callId, legId, talkId, edge, commandId, since, true, sound);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "recording", recordingId);
    }
}
