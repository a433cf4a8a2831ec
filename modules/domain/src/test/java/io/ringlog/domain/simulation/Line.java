package io.ringlog.domain.simulation;

import io.ringlog.domain.journal.LegRef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    List<String> up() {
        return legs.keySet().stream().filter(leg -> is(leg, Leg.UP)).toList();
    }

    boolean is(String leg, Leg state) {
        return legs.get(leg) == state;
    }
}
