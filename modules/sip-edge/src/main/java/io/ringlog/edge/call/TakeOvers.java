package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.edge.Desk;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.relay.LegKey;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.SipFact;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Proxied calls on their way to being ours: signalling takes both dialogs, each party that needs another session is
 * offered one, and then the log is told. Desk thread only.
 */
final class TakeOvers {

    /** Phones answer in some round trips; one that asks its user must not keep the log waiting. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CallLine line;
    private final MediaDesk media;
    private final Desk desk;
    private final Talks talks;

    /** A take-over that is not told yet. */
    static final class Ordered {
        private final Job job;
        private final String talkId;
        private List<String> legs = List.of();
        /** Legs whose party has not said yet what it makes of another session. */
        private Set<String> asked = Set.of();

        private @Nullable Future<?> patience;

        private Ordered(Job job, String talkId) {
            this.job = job;
            this.talkId = talkId;
        }
    }

    TakeOvers(Endings.Surroundings with) {
        this.line = with.line();
        this.media = with.media();
        this.desk = with.desk();
        this.talks = with.talks();
    }

    void order(Job job, Command.TakeOver command) {
        LiveCall call = job.call();
        if (call.takeOver != null) {
            job.failed(null, Obstacle.CALL_BEING_TAKEN_OVER);
        } else if (line.sip().takeOver(call.id) == CommandOutcome.DONE) {
            call.takeOver = new Ordered(job, command.talkId());
        } else {
            job.failed(null, Obstacle.CALL_NOT_PROXIED);
        }
    }

    /** Signalling could not take the call over, and leaves it as it was. */
    void refused(LiveCall call, String reason) {
        Ordered refused = call.takeOver;
        call.takeOver = null;
        if (refused != null) {
            refused.job.failed(null, reason);
        }
    }

    /**
     * Both dialogs are ours. A party keeps its session where the engine can serve it: the relay's ports stand in both
     * descriptions already, and a re-INVITE that changes nothing is one more thing for a phone to stumble over.
     */
    void taken(LiveCall call, SipFact.CallTakenOver fact) {
        List<String> legs = fact.legs().stream().map(LegNames::inLog).toList();
        legs.forEach(id -> call.leg(id).ifPresent(leg -> leg.stage = LiveLeg.Stage.HOSTED));
        Set<String> renewed = new LinkedHashSet<>(media.takeOver(call.id, legs.getFirst(), legs.getLast()));
        renewed.removeIf(leg -> line.sip().reinvite(call.id, LegNames.inSip(leg)) != CommandOutcome.DONE);
        Ordered mine = call.takeOver;
        if (mine == null) {
            return;
        }
        mine.legs = legs;
        mine.asked = renewed;
        if (renewed.isEmpty()) {
            tell(call, mine);
        } else {
            mine.patience = desk.after(PATIENCE, () -> tell(call, mine));
        }
    }

    /** A party has accepted or refused another session, or is gone. */
    void answered(LiveCall call, String legId) {
        Ordered mine = call.takeOver;
        if (mine != null && mine.asked.contains(legId)) {
            mine.asked.remove(legId);
            if (mine.asked.isEmpty()) {
                tell(call, mine);
            }
        }
    }

    private void tell(LiveCall call, Ordered mine) {
        if (call.takeOver != mine) {
            return;
        }
        call.takeOver = null;
        Future<?> patience = mine.patience;
        if (patience != null) {
            patience.cancel(false);
        }
        // Who has left meanwhile is in no talk, and would leave none.
        List<LegKey> legs = mine.legs.stream()
                .filter(leg -> call.leg(leg).map(LiveLeg::isHosted).orElse(false))
                .map(leg -> new LegKey(call.id, leg))
                .toList();
        media.join(mine.talkId, legs);
        talks.join(mine.talkId, legs);
        mine.job.tell(stamp -> new CallFact.CallTakenOver(stamp, call.id, mine.legs));
    }
}
