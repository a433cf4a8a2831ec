package io.ringlog.domain.recording;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.RecordingRule;
import io.ringlog.domain.config.Variables;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.state.Talk;
import java.util.stream.Stream;

/** What somebody has asked for in a call; its variable {@code recording} says so to its later talks and its flow. */
enum Wish {
    /** Nobody has asked for anything. */
    NONE,
    WANTED,
    UNWANTED,
    PAUSED;

    /** Of the calls of a talk the first in which somebody has asked. */
    static Wish of(Turn turn, Talk talk) {
        return calls(turn, talk)
                .map(Wish::of)
                .filter(it -> it != NONE)
                .findFirst()
                .orElse(NONE);
    }

    /** What somebody has asked for in a call, which may have ended just now. */
    static Wish of(LiveCall call) {
        String said = call.state().variables().get(Variables.RECORDING);
        return Stream.of(values())
                .filter(wish -> wish.name().equals(said))
                .findFirst()
                .orElse(NONE);
    }

    /** All calls of the talk know it, so that it holds whichever of them leaves. */
    void note(Turn turn, Talk talk) {
        calls(turn, talk).forEach(call -> call.change(it -> it.withVariable(Variables.RECORDING, name())));
    }

    private static Stream<LiveCall> calls(Turn turn, Talk talk) {
        return talk.legs().stream().map(LegRef::callId).distinct().flatMap(id -> turn.live(id).stream());
    }

    boolean isRecorded(RecordingRule rule) {
        return switch (rule) {
            case OFF -> false;
            case ON_DEMAND -> this == WANTED || this == PAUSED;
            case ALWAYS -> true;
        };
    }
}
