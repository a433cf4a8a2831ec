package io.ringlog.topology;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.CallFact.PlaybackEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Source;
import io.ringlog.domain.journal.TrunkCommand;
import io.ringlog.domain.journal.WatchCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Turns commands into what an edge could report of them, in any order, sometimes never; decides nothing. */
final class SimulatedEdge {
    private static final int NEVER = 20;
    private static final int PATIENT = 6;

    private final SplittableRandom random;
    private final List<Function<EdgeStamp, CallFact>> due = new ArrayList<>();
    private final List<Function<EdgeStamp, CallFact>> hangUps = new ArrayList<>();
    private long seq;
    private int calls;

    SimulatedEdge(SplittableRandom random) {
        this.random = random;
    }

    EdgeStamp stamp() {
        return new EdgeStamp("edge-1", 1, ++seq, Instant.EPOCH);
    }

    boolean hasSomethingToSay() {
        return !due.isEmpty() || !hangUps.isEmpty();
    }

    /** One of the facts that could be reported now; people hang up less often than other things happen. */
    Input say() {
        boolean hangUp = due.isEmpty() || (!hangUps.isEmpty() && random.nextInt(PATIENT) == 0);
        var facts = hangUp ? hangUps : due;
        return facts.remove(random.nextInt(facts.size())).apply(stamp());
    }

    /** A new call on one of the tenant's numbers; its caller may give up or hang up at any time. */
    Input call() {
        String id = "call_" + ++calls;
        if (random.nextInt(4) == 0) {
            hangUps.add(stamp -> new CallFact.CallerCancelled(stamp, id));
        }
        hangUps.add(stamp -> new CallFact.LegEnded(stamp, id, CallFact.CALLER, EndedBy.PARTY, null));
        String number = random.nextBoolean() ? SmallTenant.TO_PERSON : SmallTenant.TO_MENU;
        var source = new Source("127.0.0.2", 5060, "udp", null, false);
        return new CallFact.InviteReceived(
                stamp(),
                id,
                number,
                "a.example",
                "4915" + calls,
                "carrier.example",
                null,
                null,
                "tr_1",
                SmallTenant.ACCOUNT,
                source,
                "sip-" + id,
                null,
                List.of("pcmu"),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    void carryOut(Command command) {
        switch (command) {
            case Command.InviteParty it -> it.targets().forEach(target -> ring(it.callId(), target.legId()));
            case Command.AnswerLeg it -> later(stamp -> new CallFact.LegAnswered(stamp, it.callId(), it.legId()));
            case Command.Play it -> later(stamp -> played(stamp, it));
            case Command.Gather it -> later(stamp -> gathered(stamp, it));
            case Command.JoinLegs it ->
                later(stamp -> new CallFact.LegsJoined(stamp, it.callId(), it.talkId(), it.legs()));
            case Command.MixLeg it ->
                later(stamp -> new CallFact.LegsJoined(
                        stamp, it.callId(), it.talkId(), List.of(new LegRef(it.callId(), it.legId()))));
            case Command.TakeOver it ->
                later(stamp -> new CallFact.CallTakenOver(stamp, it.callId(), List.of(CallFact.CALLER, "b1")));
            case Command.SplitTalk it -> later(stamp -> new CallFact.TalkSplit(stamp, it.callId(), it.talkId()));
            case Command.CancelLegs it -> it.legIds().forEach(leg -> failed(it.callId(), leg, 487));
            case Command.HangUpLegs it -> it.legIds().forEach(leg -> ended(it.callId(), leg));
            case Command.AnswerRegister _ -> {}
            case Command.RefuseCall _ -> {}
            case Command.RingLeg _ -> {}
            case Command.OverwriteFrom _, Command.ChangeHeaders _ -> {}
            case Command.KeepMediaClear _, Command.KeepMediaEncrypted _, Command.KeepCodecs _ -> {}
            case Command.AuthorizeLeg _ -> {}
            case Command.StopMedia _ -> {}
            case Command.EraseRecording _ -> {}
            case Command.RecordLeg it -> later(stamp -> recorded(stamp, it));
            case Command.RecordTalk _ -> {}
            case Command.TurnRecording _ -> {}
            case Command.ListenForCodes _ -> {}
            case Command.AnswerRefer _ -> {}
            case Command.NotifyRefer _ -> {}
            case Command.LookUpNumbers it ->
                later(stamp -> new CallFact.NumbersLookedUp(stamp, it.callId(), List.of(), it.rings(), it.use()));
            case TrunkCommand _ -> {}
            case WatchCommand _ -> {}
            case Command.MuteLeg _ -> {}
            case Command.OverhearTalk _ -> {}
            case Command.PlayToTalk _ -> {}
        }
    }

    private void ring(String call, String leg) {
        later(stamp -> new CallFact.LegProgressed(stamp, call, leg, 180, false));
        later(stamp -> new CallFact.LegAnswered(stamp, call, leg));
        hangUps.add(stamp -> new CallFact.LegEnded(stamp, call, leg, EndedBy.PARTY, null));
        if (random.nextInt(3) == 0) {
            failed(call, leg, 486);
        }
    }

    private void failed(String call, String leg, int status) {
        later(stamp -> new CallFact.LegFailed(stamp, call, leg, status, null));
    }

    private void ended(String call, String leg) {
        later(stamp -> new CallFact.LegEnded(stamp, call, leg, EndedBy.COMMAND, null));
    }

    private static CallFact recorded(EdgeStamp stamp, Command.RecordLeg it) {
        String key = "acc/" + it.recordingId() + ".wav";
        return new CallFact.RecordingFinished(
                stamp, it.callId(), it.legId(), it.recordingId(), 4_000, 64_044, CallFact.RecordingEnd.SILENCE, key, 0);
    }

    private static CallFact played(EdgeStamp stamp, Command.Play it) {
        var end = it.loop() ? PlaybackEnd.STOPPED : PlaybackEnd.FINISHED;
        return new CallFact.PlaybackFinished(stamp, it.callId(), it.legId(), it.playbackId(), end);
    }

    private CallFact gathered(EdgeStamp stamp, Command.Gather it) {
        return random.nextInt(4) == 0
                ? new CallFact.DigitsGathered(stamp, it.callId(), it.legId(), it.gatherId(), "", GatherEnd.TIMEOUT)
                : new CallFact.DigitsGathered(stamp, it.callId(), it.legId(), it.gatherId(), "1", GatherEnd.COMPLETE);
    }

    private void later(Function<EdgeStamp, CallFact> fact) {
        if (random.nextInt(NEVER) != 0) {
            due.add(fact);
        }
    }
}
