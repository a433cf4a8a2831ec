package io.ringlog.domain.recording;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.RecordingActed;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Optional;

/** What who asked for something is told, and named as. */
final class Replies {

    private Replies() {}

    static Because because(RecordingActed asked) {
        return Because.of("recording.asked").with("actor", asked.actor());
    }

    static void reply(Turn turn, RecordingActed asked, Optional<Rejection> refusal) {
        turn.effect(new Effect.Reply(
                asked.requestId(),
                asked.replyTo(),
                refusal.isEmpty(),
                refusal.map(Rejection::code).orElse("recording.done"),
                refusal.map(Rejection::text).orElse("it was done"),
                null,
                null));
    }
}
