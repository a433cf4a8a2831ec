package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.edge.media.Played;
import io.ringlog.edge.media.Sounds;
import io.ringlog.edge.recording.Finished;
import io.ringlog.edge.recording.Note;
import io.ringlog.edge.recording.RecordRunner;
import io.ringlog.edge.recording.TalkTapes;
import io.ringlog.relay.LegKey;
import io.ringlog.relay.Tape;

/** Gives recordings their beep and their sound, and tells the log how they came out. */
final class Studio implements RecordRunner.Studio, TalkTapes.Studio {

    private static final String BEEP = "beep";

    private final FactWriter facts;
    private final MediaDesk media;
    private final EdgeCounters counters;

    Studio(FactWriter facts, MediaDesk media, EdgeCounters counters) {
        this.facts = facts;
        this.media = media;
        this.counters = counters;
    }

    @Override
    public void beep(Note note, String playbackId, Runnable refused) {
        MediaDesk.Sound beep = new MediaDesk.Sound(playbackId, Sounds.Asked.once(BEEP));
        media.play(note.account(), new LegKey(note.callId(), note.legId()), beep, new Played() {
            @Override
            public void missing(Sounds.Missing what) {}

            @Override
            public void refused() {
                refused.run();
            }
        });
    }

    @Override
    public boolean record(String callId, String legId, Tape tape) {
        return media.record(callId, legId, tape);
    }

    @Override
    public void endRecording(String callId, String legId) {
        media.endRecording(callId, legId);
    }

    @Override
    public void notice(Note note, String playbackId, String mediaId) {
        media.notice(
                note.account(),
                note.callId(),
                note.legId(),
                new MediaDesk.Sound(playbackId, Sounds.Asked.once(mediaId)));
    }

    @Override
    public boolean recordTalk(String callId, String legId, Tape tape) {
        return media.recordTalk(callId, legId, tape);
    }

    @Override
    public void endTalkRecording(String callId, String legId) {
        media.endTalkRecording(callId, legId);
    }

    /** The call may be over by now: the account is that of the note. */
    @Override
    public void tell(Finished it, Runnable kept) {
        tell(it, kept, facts, counters);
    }

    static void tell(Finished it, Runnable kept, FactWriter facts, EdgeCounters counters) {
        counters.add("recordings.finished");
        if (it.end() == CallFact.RecordingEnd.FAILED) {
            counters.add("recordings.failed");
        }
        if (it.lostMs() > 0) {
            counters.add("recordings.with-gaps");
        }
        facts.write(
                it.note().account(),
                stamp -> new CallFact.RecordingFinished(
                        stamp,
                        it.note().callId(),
                        it.note().legId(),
                        it.note().recordingId(),
                        it.durationMs(),
                        it.sizeBytes(),
                        it.end(),
                        it.objectKey(),
                        it.lostMs()),
                kept);
    }
}
