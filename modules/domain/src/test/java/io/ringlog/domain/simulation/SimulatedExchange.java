package io.ringlog.domain.simulation;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.PlaybackEnd;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Loop;
import io.ringlog.domain.journal.Outgoing.CommandRecord;
import io.ringlog.domain.simulation.Line.Leg;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Rows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Edges, phones and callers that obey commands and do as people do: answer, decline, hang up. Decides nothing. */
final class SimulatedExchange {
    /** An edge carries its commands out one after the other; what others than these tell may overtake. */
    private static final long IN_ORDER_MS = 40;

    private final Agenda agenda;
    private final SplittableRandom random;
    private final BiConsumer<String, Input> journal;
    private final Neighbours neighbours;
    private final Map<String, Line> lines = new TreeMap<>();
    private final Map<String, Long> epochs = new TreeMap<>();
    private final Map<String, Facts> facts = new HashMap<>();

    SimulatedExchange(
            Agenda agenda, SplittableRandom random, BiConsumer<String, Input> journal, Neighbours neighbours) {
        this.agenda = agenda;
        this.neighbours = neighbours;
        this.random = random;
        this.journal = journal;
    }

    long epoch(String edge) {
        return epochs.getOrDefault(edge, 1L);
    }

    /** What an edge tells an account, whoever of it does. */
    Facts facts(String account, String edge) {
        return facts.computeIfAbsent(account + "/" + edge + "/" + epoch(edge), any -> new Facts(edge, epoch(edge)));
    }

    /** The edge is gone with all its calls; its next life has the next epoch. */
    void lose(String edge) {
        lines.values().removeIf(line -> line.edge.equals(edge));
        epochs.merge(edge, 2L, (old, two) -> old + 1);
    }

    /** Somebody calls, and will lose patience some time. */
    void call(String account, String callId, String edge, @Nullable DigestAnswer auth, String to) {
        boolean fromTrunk = auth == null;
        invite(
                new Line(account, callId, edge, epoch(edge), null),
                Draft.of(InviteReceived.class)
                        .with("requestUser", to)
                        .with("fromUser", fromTrunk ? "49" + callId.hashCode() : auth.username())
                        .with("auth", auth)
                        .with("trunkId", fromTrunk ? Rows.TRUNK : null)
                        .with("trunkAccountId", fromTrunk ? account : null)
                        .with("numbersHere", Neighbours.numbersLike(to)));
        agenda.in(between(3_000, 240_000), () -> hangUp(callId, "a"));
    }

    private void invite(Line line, Draft<InviteReceived> said) {
        line.legs.put("a", Leg.RINGING);
        lines.put(line.callId, line);
        tell(
                line,
                0,
                stamped -> said.with("stamp", stamped.stamp())
                        .with("callId", line.callId)
                        .with("requestDomain", Rows.DOMAIN)
                        .with("fromDomain", Rows.DOMAIN)
                        .with("source", Facts.SOURCE)
                        .with("sipCallId", "sip-" + line.callId)
                        .with("codecs", List.of("pcmu"))
                        .row());
    }

    /** A leg to a number of another account is a call of that one, at the same edge. */
    private void loop(Line line, Command.Target target) {
        Loop loop = Objects.requireNonNull(target.loop());
        String number = target.contact().uri().replaceAll("sip:|@.*", "");
        LegRef from = new LegRef(line.callId, target.legId());
        String callId = neighbours.begun(from);
        line.legs.put(target.legId(), Leg.RINGING);
        line.looped.put(target.legId(), callId);
        invite(
                new Line(Neighbours.accountOf(number), callId, line.edge, line.epoch, from),
                Draft.of(InviteReceived.class)
                        .with("requestUser", number)
                        .with("fromUser", "49" + line.callId.hashCode())
                        .with("loop", loop));
    }

    /** What happens to the caller of a call from another account is what its leg there hears, in the same order. */
    private void there(Line line, BiConsumer<Line, String> deed) {
        LegRef from = line.cameFrom;
        if (from != null) {
            agenda.in(IN_ORDER_MS, () -> {
                Line other = lines.get(from.callId());
                if (other != null && other.epoch == epoch(other.edge)) {
                    deed.accept(other, from.legId());
                }
            });
        }
    }

    private void gone(Line line, String leg) {
        line.legs.put(leg, Leg.OVER);
        over(line, leg);
        if (leg.equals("a")) {
            there(line, (other, theirs) -> end(other.callId, theirs));
        }
    }

    /** What happens to a leg that is a call of another account is what the caller of that one does. */
    private void over(Line line, String leg) {
        String callId = line.looped.get(leg);
        if (callId != null) {
            agenda.in(between(1, 30), () -> end(callId, "a"));
        }
    }

    /** Everybody who is left hangs up. */
    void everybodyHangsUp() {
        List.copyOf(lines.values()).forEach(line -> agenda.in(between(1, 2_000), () -> everybodyHangsUp(line)));
    }

    private void everybodyHangsUp(Line line) {
        hangUp(line.callId, "a");
        line.up().forEach(leg -> hangUp(line.callId, leg));
    }

    void obey(CommandRecord command) {
        if (command.command() instanceof Command.InviteParty begun && !begun.proxied()) {
            lines.computeIfAbsent(
                    begun.callId(),
                    id -> new Line(command.accountId(), id, command.edge(), epoch(command.edge()), null));
        }
        if (command.command() instanceof Command.CallCommand it && lines.containsKey(it.callId())) {
            obey(lines.get(it.callId()), it, command.id());
        }
    }

    private void obey(Line line, Command.CallCommand it, String commandId) {
        switch (it) {
            case Command.RefuseCall refuse -> {
                there(line, (other, leg) -> fail(other, leg, refuse.status()));
                lines.remove(refuse.callId());
            }
            case Command.InviteParty invite -> ring(line, invite);
            case Command.CancelLegs cancel -> agenda.in(between(1, 80), () -> cancel(line, cancel.legIds()));
            case Command.AnswerLeg answer -> answerCaller(line);
            case Command.RingLeg ring ->
                there(line, (other, leg) -> tell(other, 0, stamped -> stamped.rang(other.callId, leg)));
            case Command.Play play -> play(line, play);
            case Command.Gather gather -> gather(line, gather);
            case Command.RecordLeg record -> record(line, record);
            case Command.RecordTalk _, Command.TurnRecording _ -> {}
            case Command.ListenForCodes listen ->
                Impulse.of(random, listen).ifPresent(key -> tell(line, key.afterMs(), key::fact));
            case Command.StopMedia stop -> stopMedia(line, stop.legId());
            case Command.JoinLegs join -> agenda.in(between(5, 100), () -> join(line, join, commandId));
            case Command.TakeOver takeOver -> takeOver(line, commandId);
            case Command.MixLeg mix -> agenda.in(IN_ORDER_MS, () -> mix(line, mix, commandId));
            case Command.MuteLeg _, Command.OverhearTalk _, Command.PlayToTalk _ -> {}
            case Command.SplitTalk split ->
                tell(line, IN_ORDER_MS, stamped -> stamped.split(line.callId, split.talkId()));
            case Command.OverwriteFrom _,
                    Command.KeepMediaClear _,
                    Command.KeepMediaEncrypted _,
                    Command.KeepCodecs _ -> {}
            case Command.AnswerRefer _, Command.NotifyRefer _, Command.ChangeHeaders _ -> {}
            case Command.LookUpNumbers ask -> tell(line, IN_ORDER_MS, told -> line.lookedUp(ask, told));
            case Command.AuthorizeLeg authorize -> {}
            case Command.HangUpLegs hangUp -> hangUpLegs(line, hangUp.legIds());
        }
    }

    private void answerCaller(Line line) {
        if (line.is("a", Leg.RINGING)) {
            line.legs.put("a", Leg.UP);
            there(line, this::answer);
        }
    }

    private void ring(Line line, Command.InviteParty invite) {
        for (Command.Target target : invite.targets()) {
            if (target.loop() == null) {
                ring(line, target.legId(), invite.proxied());
            } else {
                loop(line, target);
            }
        }
        if (invite.proxied() && (line.cameFrom != null || !line.looped.isEmpty())) {
            throw new AssertionError("one dialog at two sides of an edge: " + line.callId);
        }
    }

    private void ring(Line line, String leg, boolean proxied) {
        line.rings(leg, proxied);
        tell(line, between(20, 200), stamped -> stamped.rang(line.callId, leg));
        int mood = random.nextInt(100);
        if (mood < 55) {
            agenda.in(between(300, 24_000), () -> answer(line, leg));
        } else if (mood < 75) {
            int status = mood < 65 ? 486 : 503;
            agenda.in(between(50, 3_000), () -> fail(line, leg, status));
        }
    }

    private void answer(Line line, String leg) {
        if (line.mayAnswer(leg)) {
            line.answers(leg);
            if (line.passedOn.contains(leg)) {
                talk(line, leg);
            }
            tell(line, between(0, 30), stamped -> line.answer(leg, stamped));
        }
    }

    private void fail(Line line, String leg, int status) {
        if (line.is(leg, Leg.RINGING)) {
            line.legs.put(leg, Leg.OVER);
            tell(line, 0, stamped -> stamped.failed(line.callId, leg, status));
        }
    }

    /** Some phones answer in the very moment they are cancelled. */
    private void cancel(Line line, List<String> legs) {
        for (String leg : legs) {
            if (random.nextInt(10) == 0 && !line.looped.containsKey(leg)) {
                answer(line, leg);
            } else {
                fail(line, leg, 487);
            }
            over(line, leg);
        }
    }

    private void play(Line line, Command.Play play) {
        stopMedia(line, play.legId());
        line.playing.put(play.legId(), play.playbackId());
        if (!play.loop()) {
            PlaybackEnd end = random.nextInt(20) == 0 ? PlaybackEnd.FAILED : PlaybackEnd.FINISHED;
            agenda.in(between(500, 4_000), () -> ended(line, play.legId(), play.playbackId(), end));
        }
    }

    private void ended(Line line, String leg, String playbackId, PlaybackEnd end) {
        if (playbackId.equals(line.playing.get(leg)) && line.is(leg, Leg.UP)) {
            line.playing.remove(leg);
            tell(line, 0, stamped -> new CallFact.PlaybackFinished(stamped.stamp(), line.callId, leg, playbackId, end));
        }
    }

    private void stopMedia(Line line, String leg) {
        String playing = line.playing.get(leg);
        if (playing != null) {
            ended(line, leg, playing, PlaybackEnd.STOPPED);
        }
    }

    private void gather(Line line, Command.Gather gather) {
        stopMedia(line, gather.legId());
        String digits = List.of("", "", "1", "1", "1", "2", "9").get(random.nextInt(7));
        GatherEnd end = digits.isEmpty() ? GatherEnd.TIMEOUT : GatherEnd.COMPLETE;
        agenda.in(between(300, 5_000), () -> {
            if (line.is(gather.legId(), Leg.UP)) {
                tell(line, 0, told -> line.typed(gather, digits, end, told));
            }
        });
    }

    /** Some say nothing, some are still speaking when they hang up. */
    private void record(Line line, Command.RecordLeg record) {
        stopMedia(line, record.legId());
        agenda.in(between(500, 20_000), () -> {
            boolean spoke = random.nextInt(4) > 0;
            RecordingEnd end = line.is(record.legId(), Leg.UP) ? RecordingEnd.SILENCE : RecordingEnd.HANGUP;
            tell(line, 0, stamped -> line.recorded(record, spoke, end, stamped));
        });
    }

    private void join(Line line, Command.JoinLegs join, String commandId) {
        Optional<LegRef> gone = join.legs().stream().filter(leg -> !isUp(leg)).findFirst();
        if (gone.isPresent()) {
            String leg = gone.get().legId();
            tell(line, 0, stamped -> stamped.commandFailed(line.callId, commandId, leg, "leg.not-talking"));
            return;
        }
        join.legs().forEach(leg -> stopMedia(Objects.requireNonNull(lines.get(leg.callId())), leg.legId()));
        LegRef last = join.legs().getLast();
        if (random.nextInt(50) == 0 && last.callId().equals(line.callId)) {
            gone(line, last.legId());
            tell(line, 0, stamped -> stamped.ended(line.callId, last.legId(), EndedBy.SIGNALLING_FAILURE));
        } else {
            tell(line, 0, stamped -> stamped.joined(line.callId, join.talkId(), join.legs()));
            join.legs().forEach(leg -> agenda.in(between(2_000, 90_000), () -> hangUp(leg.callId(), leg.legId())));
        }
    }

    private void mix(Line line, Command.MixLeg mix, String commandId) {
        if (!line.is(mix.legId(), Leg.UP)) {
            tell(line, 0, stamped -> stamped.commandFailed(line.callId, commandId, mix.legId(), "leg.not-talking"));
            return;
        }
        stopMedia(line, mix.legId());
        List<LegRef> joined = List.of(new LegRef(line.callId, mix.legId()));
        tell(line, 0, stamped -> stamped.joined(line.callId, mix.talkId(), joined));
    }

    private boolean isUp(LegRef leg) {
        Line line = lines.get(leg.callId());
        return line != null && line.is(leg.legId(), Leg.UP);
    }

    /** One in ten phones cannot be taken over. */
    private void takeOver(Line line, String commandId) {
        List<String> legs = line.up();
        boolean fails = random.nextInt(10) == 0;
        tell(
                line,
                between(5, 100),
                stamped -> fails
                        ? stamped.commandFailed(line.callId, commandId, null, "call.cannot-take-over")
                        : stamped.takenOver(line.callId, legs.toArray(String[]::new)));
    }

    private void talk(Line line, String leg) {
        agenda.in(between(2_000, 90_000), () -> hangUp(line.callId, random.nextBoolean() ? "a" : leg));
    }

    /** Whoever is a call of another account does nothing by themselves. */
    private void hangUp(String callId, String leg) {
        Line line = lines.get(callId);
        if (line != null && !line.looped.containsKey(leg) && !(line.cameFrom != null && leg.equals("a"))) {
            end(callId, leg);
        }
    }

    private void end(String callId, String leg) {
        Line line = lines.get(callId);
        if (line == null || line.is(leg, Leg.OVER)) {
            return;
        }
        if (line.is(leg, Leg.UP)) {
            line.legs.put(leg, Leg.OVER);
            tell(line, 0, stamped -> stamped.hungUp(callId, leg));
        } else if (leg.equals("a")) {
            line.legs.put("a", Leg.OVER);
            tell(line, 0, stamped -> stamped.cancelled(callId));
        }
    }

    private void hangUpLegs(Line line, List<String> legs) {
        for (String leg : legs) {
            boolean told = line.is(leg, Leg.UP) && random.nextBoolean();
            gone(line, leg);
            if (told) {
                tell(line, between(1, 50), stamped -> stamped.ended(line.callId, leg, EndedBy.COMMAND));
            }
        }
    }

    /** A fact is stamped when it leaves; one in thirty arrives twice; a dead edge tells nothing. */
    private void tell(Line line, long millis, Function<Facts, Input> fact) {
        agenda.in(millis + 1, () -> {
            if (epoch(line.edge) == line.epoch) {
                Input said = fact.apply(facts(line.account, line.edge));
                journal.accept(line.account, said);
                if (random.nextInt(30) == 0) {
                    journal.accept(line.account, said);
                }
            }
        });
    }

    private long between(long from, long to) {
        return random.nextLong(from, to);
    }
}
