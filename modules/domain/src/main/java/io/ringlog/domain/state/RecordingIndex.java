package io.ringlog.domain.state;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The recordings of an account, and what they take together. */
public final class RecordingIndex {

    private final SortedMap<String, TalkRecording> all = new TreeMap<>();
    private final Map<String, SortedSet<String>> byCall = new HashMap<>();
    private final Map<String, SortedSet<String>> runningByTalk = new HashMap<>();
    private long bytes;

    public Optional<TalkRecording> recording(String recordingId) {
        return Optional.ofNullable(all.get(recordingId));
    }

    /** In id order. */
    public Collection<TalkRecording> all() {
        return Collections.unmodifiableCollection(all.values());
    }

    /** What the finished ones take. */
    public long bytes() {
        return bytes;
    }

    /** Those that were begun in a call and are not erased, in id order. */
    public List<TalkRecording> of(String callId) {
        return byCall.getOrDefault(callId, Collections.emptySortedSet()).stream()
                .flatMap(id -> recording(id).stream())
                .toList();
    }

    /** Those of a talk to which something is still added. */
    public List<TalkRecording> running(String talkId) {
        return runningByTalk.getOrDefault(talkId, Collections.emptySortedSet()).stream()
                .flatMap(id -> recording(id).stream())
                .toList();
    }

    /** Whether a finished recording has this sound. */
    public boolean hasSound(String objectKey) {
        return all.values().stream()
                .map(TalkRecording::kept)
                .anyMatch(it -> it != null && it.objectKey().equals(objectKey));
    }

    /** Whether a command began a recording of a talk of the call. */
    public boolean isBegunBy(String callId, String commandId) {
        return of(callId).stream()
                .anyMatch(it -> it.isOfTalk() && it.commandId().equals(commandId));
    }

    void put(TalkRecording recording) {
        remove(recording.recordingId());
        all.put(recording.recordingId(), recording);
        index(byCall, recording.callId(), recording);
        String talk = recording.talkId();
        if (talk != null && !recording.over()) {
            index(runningByTalk, talk, recording);
        }
        bytes += size(recording);
    }

    void remove(String recordingId) {
        TalkRecording gone = all.remove(recordingId);
        if (gone != null) {
            bytes -= size(gone);
            unindex(byCall, gone.callId(), gone);
            Optional.ofNullable(gone.talkId()).ifPresent(talk -> unindex(runningByTalk, talk, gone));
        }
    }

    private static void index(Map<String, SortedSet<String>> index, String key, TalkRecording member) {
        index.computeIfAbsent(key, any -> new TreeSet<>()).add(member.recordingId());
    }

    private static void unindex(Map<String, SortedSet<String>> index, String key, TalkRecording member) {
        index.computeIfPresent(key, (any, ids) -> {
            ids.remove(member.recordingId());
            return ids.isEmpty() ? null : ids;
        });
    }

    private static long size(TalkRecording recording) {
        TalkRecording.Kept kept = recording.kept();
        return kept == null ? 0 : kept.sizeBytes();
    }
}
