package io.ringlog.domain.recording;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.RecordingRule;
import io.ringlog.domain.config.Variables;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.state.Talk;
import java.util.Optional;
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
        return talk.legs().stream()
                .map(LegRef::callId)
                .flatMap(id -> turn.live(id).stream())
                .flatMap(call -> Optional.ofNullable(call.state().variables().get(Variables.RECORDING)).stream())
                .flatMap(said -> Stream.of(values()).filter(wish -> wish.name().equals(said)))
                .findFirst()
                .orElse(NONE);
    }

    void note(LiveCall call) {
        call.change(it -> it.withVariable(Variables.RECORDING, name()));
    }

    boolean isRecorded(RecordingRule rule) {
        return switch (rule) {
            case OFF -> false;
            case ON_DEMAND -> this == WANTED || this == PAUSED;
            case ALWAYS -> true;
        };
    }
}
