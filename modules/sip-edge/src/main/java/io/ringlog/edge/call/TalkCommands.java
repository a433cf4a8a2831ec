package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.edge.Desk;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.media.GatherRunner;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.edge.media.Sounds;
import io.ringlog.edge.recording.RecordRunner;
import io.ringlog.relay.LegKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands that say who hears whom: legs join a talk through the relay, or are the engine's again. Desk thread only.
 */
final class TalkCommands {

    private static final Logger LOG = LoggerFactory.getLogger(TalkCommands.class);
    private static final Duration LATER = Duration.ofSeconds(2);

    private final CallBook book;
    private final MediaDesk media;
    private final GatherRunner gathers;
    private final RecordRunner recordings;
    private final Desk desk;
    private final EdgeCounters counters;
    private final Talks talks;

    TalkCommands(Endings.Surroundings with) {
        this.book = with.book();
        this.media = with.media();
        this.gathers = with.gathers();
        this.recordings = with.recordings();
        this.desk = with.desk();
        this.counters = with.counters();
        this.talks = with.talks();
    }

    /** A talk is on one edge: legs of calls elsewhere are that edge's, and the log has to bring them here first. */
    void join(Job job, Command.JoinLegs command) {
        for (LegRef leg : command.legs()) {
            Optional<LiveCall> call = book.find(leg.callId()).filter(c -> c.account.equals(job.call().account));
            if (call.isEmpty()) {
                job.failed(ofOwn(job, leg), Obstacle.TALK_ELSEWHERE);
                return;
            }
            if (!call.get().leg(leg.legId()).map(LiveLeg::isHosted).orElse(false)) {
                job.failed(ofOwn(job, leg), Obstacle.LEG_NOT_TALKING);
                return;
            }
        }
        List<LegKey> legs = command.legs().stream()
                .map(leg -> new LegKey(leg.callId(), leg.legId()))
                .toList();
        legs.forEach(leg -> gathers.abandon(leg.callId(), leg.legId()));
        legs.forEach(leg -> recordings.stop(leg.callId(), leg.legId()));
        if (!media.join(command.talkId(), legs)) {
            job.failed(null, Obstacle.MEDIA_CLOSED);
            return;
        }
        talks.join(command.talkId(), legs);
        job.tell(stamp -> new CallFact.LegsJoined(stamp, command.callId(), command.talkId(), command.legs()));
        desk.after(LATER, () -> legs.forEach(leg -> evidence(command.talkId(), leg)));
    }

    /** A failure names legs of the call that was told to do something, and no others. */
    private static @Nullable String ofOwn(Job job, LegRef leg) {
        return leg.callId().equals(job.call().id) ? leg.legId() : null;
    }

    /** A leg enters a talk that is mixed however few are in it. */
    void mix(Job job, Command.MixLeg command) {
        LiveCall call = job.call();
        if (!call.leg(command.legId()).map(LiveLeg::isHosted).orElse(false)) {
            job.failed(command.legId(), Obstacle.LEG_NOT_TALKING);
            return;
        }
        LegKey leg = new LegKey(call.id, command.legId());
        gathers.abandon(call.id, command.legId());
        recordings.stop(call.id, command.legId());
        if (!media.mix(command.talkId(), leg, command.muted())) {
            job.failed(command.legId(), Obstacle.MEDIA_CLOSED);
            return;
        }
        counters.add("legs.mixed");
        talks.join(command.talkId(), List.of(leg));
        List<LegRef> joined = List.of(new LegRef(call.id, command.legId()));
        job.tell(stamp -> new CallFact.LegsJoined(stamp, call.id, command.talkId(), joined));
        desk.after(LATER, () -> evidence(command.talkId(), leg));
    }

    /** A leg hears a talk of its account, and is heard there by some, all or nobody; the log does not count it. */
    void overhear(Job job, Command.OverhearTalk command) {
        LiveCall call = job.call();
        LegKey leg = new LegKey(call.id, command.legId());
        if (!call.leg(command.legId()).map(LiveLeg::isHosted).orElse(false)) {
            job.failed(command.legId(), Obstacle.LEG_NOT_TALKING);
        } else if (!isOf(call.account, command.talkId())) {
            job.failed(command.legId(), Obstacle.TALK_UNKNOWN);
        } else {
            gathers.abandon(call.id, command.legId());
            recordings.stop(call.id, command.legId());
            if (media.overhear(command.talkId(), leg, keys(command.heardBy()))) {
                counters.add("legs.overhearing");
                talks.join(command.talkId(), List.of(leg));
            } else {
                job.failed(command.legId(), Obstacle.MEDIA_CLOSED);
            }
        }
    }

    private boolean isOf(String account, String talkId) {
        return talks.legs(talkId).stream()
                .anyMatch(leg -> book.find(leg.callId())
                        .filter(call -> call.account.equals(account))
                        .isPresent());
    }

    private static @Nullable List<LegKey> keys(@Nullable List<LegRef> legs) {
        return legs == null
                ? null
                : legs.stream()
                        .map(leg -> new LegKey(leg.callId(), leg.legId()))
                        .toList();
    }

    /** Nobody may be heard who should not be, so that one who could not be muted is told of. */
    void mute(Job job, Command.MuteLeg command) {
        if (!media.mute(command.callId(), command.legId(), command.muted())) {
            job.failed(command.legId(), Obstacle.MEDIA_CLOSED);
        }
    }

    void play(Job job, Command.PlayToTalk command) {
        List<String> words = Stream.concat(
                        Stream.of(command.mediaId()),
                        Stream.ofNullable(command.then()).flatMap(List::stream))
                .toList();
        media.sound(job.call().account, command.talkId(), new Sounds.Asked(words, command.voice(), false));
    }

    private void evidence(String talkId, LegKey leg) {
        String said = media.said(leg.callId(), leg.legId());
        LOG.info("talk {}: leg {} of {} after {} s: {}", talkId, leg.legId(), leg.callId(), LATER.toSeconds(), said);
    }

    void split(Job job, Command.SplitTalk command) {
        if (!talks.split(command.talkId())) {
            job.failed(null, Obstacle.TALK_UNKNOWN);
            return;
        }
        media.split(command.talkId());
        job.tell(stamp -> new CallFact.TalkSplit(stamp, command.callId(), command.talkId()));
    }
}
