package io.ringlog.relay;

import org.jspecify.annotations.Nullable;

/** A leg as the relay's directory knows it: where it is, and under how many names. Guarded by the relay. */
final class OpenLeg {
    final Leg leg;
    Lane lane;

    LoopedRelay.@Nullable Room room;
    /** How many legs are open on its ports. */
    int names = 1;

    OpenLeg(Leg leg, Lane lane) {
        this.leg = leg;
        this.lane = lane;
    }

    void submit(Runnable command) {
        Switchboard board = lane.board;
        lane.loop.submit(() -> board.at(leg, command));
    }

    void submitRelease(Runnable command) {
        Switchboard board = lane.board;
        lane.loop.submitRelease(() -> board.at(leg, command));
    }
}
