package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.PlaybackEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.edge.Desk;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.media.GatherRunner;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.edge.media.Sounds;
import io.ringlog.sip.SipRefusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands in which the media engine takes part, and the one that sends it away again. Desk thread only. */
final class MediaCommands {

    private static final Logger LOG = LoggerFactory.getLogger(MediaCommands.class);
    private static final Duration LATER = Duration.ofSeconds(2);

    private final CallLine line;
    private final MediaDesk media;
    private final GatherRunner gathers;
    private final Endings endings;
    private final Desk desk;
    private final EdgeCounters counters;

    MediaCommands(Endings.Surroundings with, Endings endings) {
        this.line = with.line();
        this.media = with.media();
        this.gathers = with.gathers();
        this.desk = with.desk();
        this.counters = with.counters();
        this.endings = endings;
    }

    void answer(Job job) {
        LiveCall call = job.call();
        Optional<String> sdp = media.answer(call.id, CallFact.CALLER);
        if (sdp.isEmpty()) {
            line.sip().reject(call.id, SipRefusal.of(488, "Not Acceptable Here"));
            job.failed(null, "media.no-common-codec");
            endings.legOver(call, call.caller());
            return;
        }
        switch (line.sip().answer(call.id, sdp.get())) {
            case DONE -> {
                call.answered = true;
                call.caller().stage = LiveLeg.Stage.TALKING;
                job.tell(stamp -> new CallFact.LegAnswered(stamp, call.id, CallFact.CALLER));
            }
            case UNSUPPORTED -> {
                job.failed(null, "sip.extension-required");
                endings.legOver(call, call.caller());
            }
            case UNKNOWN, TOO_LATE, WRONG_STATE -> counters.add("commands.late");
        }
    }

    /** A sound that is missing is reported as a playback that failed: the caller waits for its end, not for ours. */
    void play(Job job, Command.Play command) {
        LiveCall call = job.call();
        if (!call.isTalking(command.legId())) {
            job.failed(command.legId(), "leg.not-talking");
            return;
        }
        MediaDesk.Sound sound = new MediaDesk.Sound(command.playbackId(), command.mediaId(), command.loop());
        try {
            media.play(call.account, call.id, command.legId(), sound);
        } catch (Sounds.NoSuchMedia missing) {
            counters.add("media.missing");
            LOG.warn("call {}: {}", call.id, missing.getMessage());
            job.tell(stamp -> new CallFact.PlaybackFinished(
                    stamp, call.id, command.legId(), command.playbackId(), PlaybackEnd.FAILED));
        }
    }

    void gather(Job job, Command.Gather command) {
        if (job.call().isTalking(command.legId())) {
            gathers.start(command);
        } else {
            job.failed(command.legId(), "leg.not-talking");
        }
    }

    void stop(Job job, Command.StopMedia command) {
        gathers.abandon(job.call().id, command.legId());
        media.stop(job.call().id, command.legId());
    }

    /** The relay joins two legs of one call. */
    void join(Job job, Command.JoinLegs command) {
        LiveCall call = job.call();
        List<String> legs = command.legs().stream().map(LegRef::legId).toList();
        boolean foreign = command.legs().stream().anyMatch(leg -> !leg.callId().equals(call.id));
        if (foreign || legs.size() != 2) {
            job.failed(null, "talk.not-two-legs-of-the-call");
            return;
        }
        Optional<String> missing =
                legs.stream().filter(leg -> !call.isTalking(leg)).findFirst();
        if (missing.isPresent()) {
            job.failed(missing.get(), "leg.not-talking");
            return;
        }
        legs.forEach(leg -> gathers.abandon(call.id, leg));
        if (!media.bridge(call.id, legs.getFirst(), legs.getLast())) {
            job.failed(legs.getLast(), "media.closed");
            return;
        }
        job.tell(stamp -> new CallFact.LegsJoined(stamp, call.id, command.talkId(), command.legs()));
        desk.after(
                LATER,
                () -> legs.forEach(leg -> LOG.info(
                        "call {}: bridged leg {} after {} s: {}",
                        call.id,
                        leg,
                        LATER.toSeconds(),
                        media.said(call.id, leg))));
    }
}
