package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Outgoing.CommandRecord;
import io.ringlog.domain.journal.RecordingErased;
import io.ringlog.domain.journal.TrunkCommand;
import io.ringlog.domain.journal.WatchCommand;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.edge.DecisionTimes;
import io.ringlog.edge.Desk;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.command.CommandGate;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.edge.recording.RecordingWriter;
import io.ringlog.edge.trunk.TrunkDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Carries out each command of the log once: finds its call and hands it to whoever knows how. */
final class CommandRunner implements Consumer<CommandRecord> {

    /** The broker's clock and ours may differ by so much. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final Desk desk;
    private final CallBook book;
    private final FactWriter facts;
    private final EdgeCounters counters;
    private final Registers registers;
    private final Watches watches;
    private final SipCommands sip;
    private final MediaCommands media;
    private final TalkCommands talks;
    private final TakeOvers takeOvers;
    private final Measures measures;
    private final TrunkDesk trunks;
    private final RecordingWriter recordings;
    private final Callees callees;
    private final CommandGate gate = new CommandGate();
    private final WrongAnswers wrong;
    private final DecisionTimes decisions;
    private final Instant answersFrom;

    /** Whoever knows how. */
    record Hands(
            Registers registers,
            Watches watches,
            SipCommands sip,
            MediaCommands media,
            TalkCommands talks,
            TakeOvers takeOvers,
            Measures measures,
            TrunkDesk trunks,
            RecordingWriter recordings,
            Callees callees) {}

    CommandRunner(
            Endings.Surroundings with, Hands hands, WrongAnswers wrong, DecisionTimes decisions, Instant started) {
        this.decisions = decisions;
        this.answersFrom = started.minus(CLOCKS_APART);
        this.desk = with.desk();
        this.book = with.book();
        this.facts = with.facts();
        this.counters = with.counters();
        this.wrong = wrong;
        this.registers = hands.registers();
        this.watches = hands.watches();
        this.sip = hands.sip();
        this.media = hands.media();
        this.talks = hands.talks();
        this.takeOvers = hands.takeOvers();
        this.measures = hands.measures();
        this.trunks = hands.trunks();
        this.recordings = hands.recordings();
        this.callees = hands.callees();
    }

    @Override
    public void accept(CommandRecord record) {
        desk.execute(() -> carryOut(record));
    }

    private void carryOut(CommandRecord record) {
        if (!gate.letsThrough(record.id())) {
            counters.add("commands.repeated");
            return;
        }
        counters.add("commands.received");
        wrong.judged(record.command());
        switch (record.command()) {
            case Command.AnswerRegister answer -> registers.answer(answer);
            case Command.EraseRecording it -> erase(record.accountId(), it.objectKey());
            case Command.CallCommand command -> forCall(record, command);
            case TrunkCommand command -> forTrunk(record, command);
            case WatchCommand command -> watches.order(record.accountId(), command);
        }
    }

    private void erase(String account, String objectKey) {
        recordings.erase(
                objectKey, there -> facts.write(account, stamp -> new RecordingErased(stamp, objectKey, there)));
    }

    /** What was asked for before this start is asked for again by whoever heard of the start. */
    private void forTrunk(CommandRecord record, TrunkCommand command) {
        if (record.at().isAfter(answersFrom)) {
            trunks.order(record.accountId(), command);
        }
    }

    private void forCall(CommandRecord record, Command.CallCommand command) {
        Optional<LiveCall> call = book.find(command.callId()).or(() -> begun(record, command));
        if (call.isEmpty()) {
            unknown(record, command);
            return;
        }
        measure(call.get());
        Job job = new Job(call.get(), record.id(), facts);
        switch (command) {
            case Command.RefuseCall it -> sip.refuse(job, it);
            case Command.InviteParty it -> sip.invite(job, it);
            case Command.OverwriteFrom it -> call.get().shownInFrom = it.shown();
            case Command.ChangeHeaders it -> call.get().headers = it;
            case Command.KeepMediaClear it -> media.keepClear(it);
            case Command.KeepMediaEncrypted it -> media.keepEncrypted(it);
            case Command.KeepCodecs it -> media.keep(it);
            case Command.AuthorizeLeg it -> sip.authorize(job, it);
            case Command.CancelLegs it -> sip.cancel(job, it);
            case Command.RingLeg it -> sip.ring(job);
            case Command.HangUpLegs it -> sip.hangUp(job, it);
            case Command.AnswerLeg it -> media.answer(job);
            case Command.Play it -> media.play(job, it);
            case Command.Gather it -> media.gather(job, it);
            case Command.RecordLeg it -> media.record(job, it);
            case Command.RecordTalk it -> media.recordTalk(job, it);
            case Command.TurnRecording it -> media.turn(it);
            case Command.ListenForCodes it -> media.listen(job, it);
            case Command.StopMedia it -> media.stop(job, it);
            case Command.TakeOver it -> takeOvers.order(job, it);
            case Command.AnswerRefer it -> sip.answerRefer(job, it);
            case Command.NotifyRefer it -> sip.notifyRefer(job, it);
            case Command.LookUpNumbers it -> lookUp(record, it);
            case Command.JoinLegs it -> talks.join(job, it);
            case Command.MixLeg it -> talks.mix(job, it);
            case Command.OverhearTalk it -> talks.overhear(job, it);
            case Command.MuteLeg it -> talks.mute(job, it);
            case Command.PlayToTalk it -> talks.play(job, it);
            case Command.SplitTalk it -> talks.split(job, it);
        }
    }

    private void measure(LiveCall call) {
        if (call.commands++ == 0) {
            decisions.add(System.nanoTime() - call.beganNanos);
        }
    }

    /** Whose numbers are is known of calls too that have rung nobody here yet. */
    private void lookUp(CommandRecord record, Command.LookUpNumbers asked) {
        List<String> here = callees.ofOthers(asked.numbers(), record.accountId());
        facts.write(
                record.accountId(),
                stamp -> new CallFact.NumbersLookedUp(stamp, asked.callId(), here, asked.rings(), asked.use()));
    }

    /** A call that nobody called in on is known here from its first command on. */
    private Optional<LiveCall> begun(CommandRecord record, Command.CallCommand command) {
        if (!(command instanceof Command.InviteParty invite)
                || invite.domain() == null
                || record.at().isBefore(answersFrom)) {
            return Optional.empty();
        }
        media.begin(command.callId());
        measures.begin(command.callId());
        counters.add("calls.started");
        return Optional.of(book.open(command.callId(), record.accountId(), invite.domain()));
    }

    /** Who wants something to happen must hear that it will not; who wants an end has it. */
    private void unknown(CommandRecord record, Command.CallCommand command) {
        counters.add("commands.for-unknown-calls");
        if (command instanceof Command.LookUpNumbers asked) {
            lookUp(record, asked);
        } else if (isAwaited(command) && record.at().isAfter(answersFrom)) {
            // What was decided before this start was about calls of an earlier one: the log knows that they are gone.
            facts.write(
                    record.accountId(),
                    stamp -> new CallFact.CommandFailed(
                            stamp, command.callId(), record.id(), null, Obstacle.CALL_UNKNOWN.code()));
        }
    }

    private static boolean isAwaited(Command.CallCommand command) {
        return switch (command) {
            case Command.InviteParty it -> true;
            case Command.AnswerLeg it -> true;
            case Command.Play it -> true;
            case Command.Gather it -> true;
            case Command.RecordLeg it -> true;
            case Command.RecordTalk it -> true;
            case Command.TurnRecording it -> false;
            case Command.ListenForCodes it -> false;
            case Command.JoinLegs it -> true;
            case Command.MixLeg it -> true;
            case Command.OverhearTalk it -> true;
            case Command.TakeOver it -> true;
            case Command.SplitTalk it -> true;
            case Command.AuthorizeLeg it -> false;
            case Command.MuteLeg it -> false;
            case Command.PlayToTalk it -> false;
            case Command.RefuseCall it -> false;
            case Command.OverwriteFrom it -> false;
            case Command.ChangeHeaders it -> false;
            case Command.KeepMediaClear it -> false;
            case Command.KeepMediaEncrypted it -> false;
            case Command.KeepCodecs it -> false;
            case Command.CancelLegs it -> false;
            case Command.RingLeg it -> false;
            case Command.AnswerRefer it -> false;
            case Command.NotifyRefer it -> false;
            case Command.LookUpNumbers it -> false;
            case Command.HangUpLegs it -> false;
            case Command.StopMedia it -> false;
        };
    }
}
