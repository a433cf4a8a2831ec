package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.edge.media.CodeEars;
import io.ringlog.edge.media.GatherRunner;
import io.ringlog.edge.recording.RecordRunner;
import io.ringlog.edge.recording.TalkTapes;
import io.ringlog.relay.LegKey;
import io.ringlog.relay.PlaybackEnd;
import io.ringlog.sip.CommandOutcome;
import org.jspecify.annotations.Nullable;

/** What media reports becomes facts: prompts heard, keys typed, lines gone silent. Desk thread only. */
final class MediaNews implements RelayNews.Ear {

    private final CallBook book;
    private final FactWriter facts;
    private final GatherRunner gathers;
    private final RecordRunner recordings;
    private final CodeEars codes;
    private final Talks talks;
    private final Endings endings;
    private final CallLine line;
    private final EdgeCounters counters;

    MediaNews(Endings.Surroundings with, Endings endings) {
        this.book = with.book();
        this.facts = with.facts();
        this.gathers = with.gathers();
        this.recordings = with.recordings();
        this.codes = with.codes();
        this.talks = with.talks();
        this.line = with.line();
        this.counters = with.counters();
        this.endings = endings;
    }

    @Override
    public void playbackFinished(String callId, String legId, String playbackId, PlaybackEnd end) {
        if (TalkTapes.owns(playbackId)) {
            return;
        }
        if (RecordRunner.owns(playbackId)) {
            boolean heard = end == PlaybackEnd.COMPLETED;
            recordings.beeped(callId, legId, playbackId, heard);
        } else if (!GatherRunner.owns(playbackId)) {
            book.find(callId)
                    .ifPresent(call -> facts.write(
                            call.account,
                            stamp -> new CallFact.PlaybackFinished(stamp, callId, legId, playbackId, inLog(end))));
        } else if (end == PlaybackEnd.NO_CODEC || end == PlaybackEnd.CLOSED) {
            gathers.abandon(callId, legId);
        } else {
            gathers.promptOver(callId, legId, playbackId);
        }
    }

    @Override
    public void digit(String callId, String legId, char digit) {
        gathers.key(callId, legId, digit);
        recordings.key(callId, legId, digit);
        codes.key(callId, legId, digit);
    }

    /** A party whose media has no telephone events is told keys by INFO, if it takes that and the dialog is ours. */
    @Override
    public void keyUntold(String callId, String legId, char key, int durationMs) {
        CommandOutcome told = line.sip().press(callId, LegNames.inSip(legId), key, durationMs);
        counters.add(told == CommandOutcome.DONE ? "keys.told-by-info" : "keys.untold");
    }

    /** A line on which nothing has been heard for so long is dead, whatever its signalling says. */
    @Override
    public void silent(String callId, String legId) {
        book.find(callId)
                .ifPresent(call -> call.leg(legId)
                        .filter(leg -> leg.isTalking() && leg.endedBy == null)
                        .ifPresent(leg -> {
                            counters.add("legs.silent");
                            endings.hangUp(call, leg, Cause.MEDIA_SILENT.code(), EndedBy.MEDIA_SILENCE);
                        }));
    }

    /** Nothing is due from a party on hold; whether it is still there only its signalling can say. */
    @Override
    public void quietOnHold(String callId, String legId) {
        counters.add("legs.quiet-on-hold");
        book.find(callId)
                .flatMap(call -> call.leg(legId))
                .filter(leg -> leg.isTalking() && leg.endedBy == null)
                .ifPresent(leg -> {
                    counters.add("legs.probed");
                    line.sip().probe(callId, LegNames.inSip(legId));
                });
    }

    @Override
    public void speaks(String talkId, @Nullable LegKey speaker) {
        talks.speaks(talkId, speaker)
                .ifPresent(leg -> book.find(leg.callId()).ifPresent(call -> {
                    counters.add("talks.speaker-changed");
                    facts.write(
                            call.account,
                            stamp -> new CallFact.SpeakerHeard(stamp, call.id, leg.legId(), talkId, speaker != null));
                }));
    }

    private static CallFact.PlaybackEnd inLog(PlaybackEnd end) {
        return switch (end) {
            case COMPLETED -> CallFact.PlaybackEnd.FINISHED;
            case STOPPED, REPLACED, CONNECTED, CLOSED -> CallFact.PlaybackEnd.STOPPED;
            case NO_CODEC -> CallFact.PlaybackEnd.FAILED;
        };
    }
}
