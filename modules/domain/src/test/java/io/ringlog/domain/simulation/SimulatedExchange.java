package io.ringlog.domain.simulation;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.CallFact.PlaybackEnd;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Outgoing.CommandRecord;
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

    private enum Leg {
        RINGING,
        UP,
        OVER
    }

    /** A call as its edge knows it. */
    private static final class Line {
        private final String account;
        private final String callId;
        private final String edge;
        private final long epoch;
        private final Map<String, Leg> legs = new TreeMap<>();
        private final Map<String, String> playing = new TreeMap<>();

        private Line(String account, String callId, String edge, long epoch) {
            this.account = account;
            this.callId = callId;
            this.edge = edge;
            this.epoch = epoch;
        }

        private List<String> up() {
            return legs.keySet().stream().filter(leg -> is(leg, Leg.UP)).toList();
        }

        private boolean is(String leg, Leg state) {
            return legs.get(leg) == state;
        }
    }

    private final Agenda agenda;
    private final SplittableRandom random;
    private final BiConsumer<String, Input> journal;
    private final Map<String, Line> lines = new TreeMap<>();
    private final Map<String, Long> epochs = new TreeMap<>();
    private final Map<String, Facts> facts = new HashMap<>();

    SimulatedExchange(Agenda agenda, SplittableRandom random, BiConsumer<String, Input> journal) {
        this.agenda = agenda;
        this.random = random;
        this.journal = journal;
    }

    long epoch(String edge) {
        return epochs.getOrDefault(edge, 1L);
    }

    /** The edge is gone with all its calls; its next life has the next epoch. */
    void lose(String edge) {
        lines.values().removeIf(line -> line.edge.equals(edge));
        epochs.merge(edge, 2L, (old, two) -> old + 1);
    }

    /** Somebody calls, and will lose patience some time. */
    void call(String account, String callId, String edge, @Nullable DigestAnswer auth, String to) {
        Line line = new Line(account, callId, edge, epoch(edge));
        line.legs.put("a", Leg.RINGING);
        lines.put(callId, line);
        tell(
                line,
                0,
                stamped -> new CallFact.InviteReceived(
                        stamped.stamp(),
                        callId,
                        to,
                        Rows.DOMAIN,
                        auth == null ? "49" + callId.hashCode() : auth.username(),
                        Rows.DOMAIN,
                        null,
                        auth,
                        auth == null ? Rows.TRUNK : null,
                        auth == null ? account : null,
                        Facts.SOURCE,
                        "sip-" + callId,
                        null,
                        List.of("pcmu"),
                        null));
        agenda.in(between(3_000, 240_000), () -> hangUp(callId, "a"));
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
        if (!(command.command() instanceof Command.CallCommand it) || !lines.containsKey(it.callId())) {
            return;
        }
        Line line = lines.get(it.callId());
        switch (it) {
            case Command.RefuseCall refuse -> lines.remove(refuse.callId());
            case Command.InviteParty invite ->
                invite.targets().forEach(target -> ring(line, target.legId(), invite.proxied()));
            case Command.CancelLegs cancel -> agenda.in(between(1, 80), () -> cancel(line, cancel.legIds()));
            case Command.AnswerLeg answer -> line.legs.put("a", Leg.UP);
            case Command.RingLeg ring -> {}
            case Command.Play play -> play(line, play);
            case Command.Gather gather -> gather(line, gather);
            case Command.RecordLeg record -> record(line, record);
            case Command.RecordTalk record -> {}
            case Command.TurnRecording turn -> {}
            case Command.ListenForCodes listen -> {}
            case Command.StopMedia stop -> stopMedia(line, stop.legId());
            case Command.JoinLegs join -> agenda.in(between(5, 100), () -> join(line, join, command.id()));
            case Command.TakeOver takeOver -> takeOver(line, command.id());
            case Command.MixLeg mix -> agenda.in(IN_ORDER_MS, () -> mix(line, mix, command.id()));
            case Command.MuteLeg mute -> {}
            case Command.OverhearTalk overhear -> {}
            case Command.PlayToTalk play -> {}
            case Command.SplitTalk split ->
                tell(line, IN_ORDER_MS, stamped -> stamped.split(line.callId, split.talkId()));
            case Command.OverwriteFrom overwrite -> {}
            case Command.AnswerRefer answer -> {}
            case Command.NotifyRefer told -> {}
            case Command.AuthorizeLeg authorize -> {}
            case Command.HangUpLegs hangUp -> hangUpLegs(line, hangUp.legIds());
        }
    }

    private void ring(Line line, String leg, boolean proxied) {
        line.legs.put(leg, Leg.RINGING);
        tell(line, between(20, 200), stamped -> stamped.rang(line.callId, leg));
        int mood = random.nextInt(100);
        if (mood < 55) {
            agenda.in(between(300, 24_000), () -> answer(line, leg, proxied));
        } else if (mood < 75) {
            int status = mood < 65 ? 486 : 503;
            agenda.in(between(50, 3_000), () -> fail(line, leg, status));
        }
    }

    private void answer(Line line, String leg, boolean proxied) {
        boolean waitedFor = proxied ? line.is("a", Leg.RINGING) : !line.up().isEmpty();
        if (!line.is(leg, Leg.RINGING) || !waitedFor) {
            return;
        }
        line.legs.put(leg, Leg.UP);
        if (proxied) {
            line.legs.replaceAll((id, state) -> !id.equals("a") && state == Leg.RINGING ? Leg.OVER : state);
            line.legs.put("a", Leg.UP);
            talk(line, leg);
        }
        tell(line, 0, stamped -> stamped.answered(line.callId, leg));
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
            if (random.nextInt(10) == 0) {
                answer(line, leg, false);
            } else {
                fail(line, leg, 487);
            }
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
            if (line.is("a", Leg.UP)) {
                tell(line, 0, stamped -> stamped.gathered(line.callId, gather.gatherId(), digits, end));
            }
        });
    }

    /** Some say nothing, some are still speaking when they hang up. */
    private void record(Line line, Command.RecordLeg record) {
        stopMedia(line, record.legId());
        agenda.in(between(500, 20_000), () -> {
            boolean spoke = random.nextInt(4) > 0;
            RecordingEnd end = line.is(record.legId(), Leg.UP) ? RecordingEnd.SILENCE : RecordingEnd.HANGUP;
            tell(
                    line,
                    0,
                    stamped -> new CallFact.RecordingFinished(
                            stamped.stamp(),
                            line.callId,
                            record.legId(),
                            record.recordingId(),
                            spoke ? 4_000 : 0,
                            spoke ? 64_044 : 0,
                            end,
                            spoke ? line.account + "/" + record.recordingId() + ".wav" : null,
                            0));
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
            line.legs.put(last.legId(), Leg.OVER);
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

    private void hangUp(String callId, String leg) {
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
            line.legs.put(leg, Leg.OVER);
            if (told) {
                tell(line, between(1, 50), stamped -> stamped.ended(line.callId, leg, EndedBy.COMMAND));
            }
        }
    }

    /** A fact is stamped when it leaves; one in thirty arrives twice; a dead edge tells nothing. */
    private void tell(Line line, long millis, Function<Facts, Input> fact) {
        agenda.in(millis + 1, () -> {
            if (epoch(line.edge) == line.epoch) {
                Input said = fact.apply(facts.computeIfAbsent(
                        line.account + "/" + line.edge + "/" + line.epoch, any -> new Facts(line.edge, line.epoch)));
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
