package io.ringlog.domain.simulation;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.testing.Facts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A call as its edge knows it. */
final class Line {

    enum Leg {
        RINGING,
        UP,
        OVER
    }

    final String account;
    final String callId;
    final String edge;
    final long epoch;
    final Map<String, Leg> legs = new TreeMap<>();
    /** Legs whose answer goes through to the caller. */
    final Set<String> passedOn = new TreeSet<>();

    final Map<String, String> playing = new TreeMap<>();
    /** By leg: the call of another account that it is. */
    final Map<String, String> looped = new TreeMap<>();

    final @Nullable LegRef cameFrom;

    Line(String account, String callId, String edge, long epoch, @Nullable LegRef cameFrom) {
        this.account = account;
        this.callId = callId;
        this.edge = edge;
        this.epoch = epoch;
        this.cameFrom = cameFrom;
    }

    void rings(String leg, boolean proxied) {
        legs.put(leg, Leg.RINGING);
        if (proxied) {
            passedOn.add(leg);
        }
    }

    /** Whether somebody waits for who rings. */
    boolean mayAnswer(String leg) {
        boolean waited = is("a", Leg.RINGING) || (!passedOn.contains(leg) && !up().isEmpty());
        return is(leg, Leg.RINGING) && (waited || !legs.containsKey("a"));
    }

    void answers(String leg) {
        if (passedOn.contains(leg)) {
            legs.replaceAll((id, state) -> state == Leg.RINGING ? Leg.OVER : state);
            legs.put("a", Leg.UP);
        }
        legs.put(leg, Leg.UP);
    }

    CallFact answer(String leg, Facts stamped) {
        return passedOn.contains(leg) ? stamped.passedOn(callId, leg) : stamped.answered(callId, leg);
    }

    /** Which numbers are of other accounts, as the edge's directory has them. */
    CallFact lookedUp(Command.LookUpNumbers asked, Facts stamped) {
        List<String> here = asked.numbers().stream()
                .filter(it -> Neighbours.isOfAnother(account, it))
                .toList();
        return new CallFact.NumbersLookedUp(stamped.stamp(), callId, here, asked.rings(), asked.use());
    }

    CallFact typed(Command.Gather gather, String digits, CallFact.GatherEnd end, Facts stamped) {
        return new CallFact.DigitsGathered(stamped.stamp(), callId, gather.legId(), gather.gatherId(), digits, end);
    }

    CallFact recorded(Command.RecordLeg asked, boolean spoke, CallFact.RecordingEnd end, Facts stamped) {
        String key = spoke ? account + "/" + asked.recordingId() + ".wav" : null;
        return new CallFact.RecordingFinished(
                stamped.stamp(),
                callId,
                asked.legId(),
                asked.recordingId(),
                spoke ? 4_000 : 0,
                spoke ? 64_044 : 0,
                end,
                key,
                0);
    }

    List<String> up() {
        return legs.keySet().stream().filter(leg -> is(leg, Leg.UP)).toList();
    }

    boolean is(String leg, Leg state) {
        return legs.get(leg) == state;
    }
}
