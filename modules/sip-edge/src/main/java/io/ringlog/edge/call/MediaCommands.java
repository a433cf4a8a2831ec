package io.ringlog.edge.call;

import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.media.CodeEars;
import io.ringlog.edge.media.GatherRunner;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.edge.media.Sounds;
import io.ringlog.edge.recording.RecordRunner;
import io.ringlog.edge.recording.TalkTapes;
import io.ringlog.kernel.Code;
import io.ringlog.relay.LegKey;
import io.ringlog.sip.SipRefusal;
import java.util.Optional;

/** Commands in which the media engine takes part. Desk thread only. */
final class MediaCommands {

    private final CallLine line;
    private final MediaDesk media;
    private final GatherRunner gathers;
    private final RecordRunner recordings;
    private final TalkTapes tapes;
    private final CodeEars codes;
    private final Endings endings;
    private final EdgeCounters counters;

    MediaCommands(Endings.Surroundings with, Endings endings) {
        this.line = with.line();
        this.media = with.media();
        this.gathers = with.gathers();
        this.recordings = with.recordings();
        this.tapes = with.tapes();
        this.codes = with.codes();
        this.counters = with.counters();
        this.endings = endings;
    }

    /** A call whose parties are all rung from here has media of its own from its first leg on. */
    void begin(String callId) {
        media.begin(callId);
    }

    void keepClear(Command.KeepMediaClear command) {
        media.keep(command.callId(), CallFact.CALLER, MediaEncryption.OFF);
    }

    void keepEncrypted(Command.KeepMediaEncrypted command) {
        media.keep(command.callId(), CallFact.CALLER, MediaEncryption.REQUIRED);
    }

    void answer(Job job) {
        LiveCall call = job.call();
        if (!call.isCallerWaiting()) {
            counters.add("commands.late");
            return;
        }
        Optional<String> sdp = media.answer(call.id, CallFact.CALLER);
        if (sdp.isEmpty()) {
            Code why = media.whyNotAnswered(call.id, CallFact.CALLER);
            SipRefusal refusal = SipRefusal.of(488, "Not Acceptable Here").withWarning(SipCommands.warning(why.code()));
            line.sip().reject(call.id, refusal);
            job.failed(null, why);
            endings.legOver(call, call.caller());
            return;
        }
        switch (line.sip().answer(call.id, sdp.get())) {
            case DONE -> {
                call.callerAnswered(LiveLeg.Stage.HOSTED);
                media.due(call.id, CallFact.CALLER);
                job.tell(stamp -> new CallFact.LegAnswered(stamp, call.id, CallFact.CALLER));
            }
            case UNSUPPORTED -> {
                job.failed(null, Obstacle.EXTENSION_REQUIRED);
                endings.legOver(call, call.caller());
            }
            case UNKNOWN, TOO_LATE, WRONG_STATE, TOO_BROAD -> counters.add("commands.late");
        }
    }

    void play(Job job, Command.Play command) {
        LiveCall call = job.call();
        if (!call.isTalking(command.legId())) {
            job.failed(command.legId(), Obstacle.LEG_NOT_TALKING);
            return;
        }
        MediaDesk.Sound sound = new MediaDesk.Sound(
                command.playbackId(),
                new Sounds.Asked(command.mediaIds(), command.voice(), command.loop(), command.stream()));
        LegKey leg = new LegKey(call.id, command.legId());
        Runnable refused = () -> job.failed(command.legId(), Obstacle.MEDIA_CLOSED);
        media.play(call.account, leg, sound, new Telling(call, leg, job.facts(), refused));
    }

    void keep(Command.KeepCodecs command) {
        media.keep(command.callId(), command.legId(), command.codecs());
    }

    void gather(Job job, Command.Gather command) {
        if (job.call().isTalking(command.legId())) {
            gathers.start(command);
        } else {
            job.failed(command.legId(), Obstacle.LEG_NOT_TALKING);
        }
    }

    void record(Job job, Command.RecordLeg command) {
        LiveCall call = job.call();
        if (call.leg(command.legId()).map(LiveLeg::isHosted).orElse(false)) {
            recordings.start(call.account, command);
        } else {
            job.failed(command.legId(), Obstacle.LEG_NOT_HOSTED);
        }
    }

    /** A talk is recorded on its way through the relay, whether the edge has it or only passes it on. */
    void recordTalk(Job job, Command.RecordTalk command) {
        LiveCall call = job.call();
        if (!call.isTalking(command.legId())) {
            job.failed(command.legId(), Obstacle.LEG_NOT_TALKING);
        } else if (!media.isRecordable(call.id, command.legId())) {
            job.failed(command.legId(), Obstacle.NOT_RECORDABLE);
        } else {
            tapes.start(call.account, command);
        }
    }

    void listen(Job job, Command.ListenForCodes command) {
        if (job.call().isTalking(command.legId())) {
            codes.start(command);
        }
    }

    void turn(Command.TurnRecording command) {
        tapes.turn(command);
    }

    void stop(Job job, Command.StopMedia command) {
        recordings.stop(job.call().id, command.legId());
        gathers.abandon(job.call().id, command.legId());
        media.stop(job.call().id, command.legId());
    }
}
