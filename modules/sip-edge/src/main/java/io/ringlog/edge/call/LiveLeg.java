package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact.EndedBy;
import org.jspecify.annotations.Nullable;

/** One party's side of a live call, as far as the edge must know it. For the desk thread only. */
final class LiveLeg {

    /** How far a leg has come. */
    enum Stage {
        RINGING,
        TALKING,
        OVER
    }

    /** A provisional answer, as the log hears of it. */
    record Progress(int status, boolean earlyMedia) {}

    final String id;
    Stage stage = Stage.RINGING;
    boolean held;
    /** What was last told of its ringing. */
    @Nullable
    Progress progress;
    /** How often its progress and its hold were told: a phone may send as many as it likes. */
    int tellings;
    /** Why we end the leg ourselves, when it is not because a command said so. */
    @Nullable
    EndedBy endedBy;

    LiveLeg(String id) {
        this.id = id;
    }

    boolean isOver() {
        return stage == Stage.OVER;
    }

    boolean isTalking() {
        return stage == Stage.TALKING;
    }
}
