package io.ringlog.topology;

import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.TimerFired;
import java.util.List;
import java.util.function.Supplier;

/** Keeps the live brain of one partition and its stored granules in step, also when the brain's code breaks. */
final class PartitionBrain {

    /** What hosting the decision of one record came to. */
    sealed interface Ruling {
        record Decided(Outcome outcome) implements Ruling {}

        /**
         * The brain threw: its state is again what it was before the record. Only a timer whose firing breaks the brain
         * is gone, or it would fire for ever.
         */
        record Broken(RuntimeException why, List<Outcome.Change> changes) implements Ruling {}
    }

    private final Supplier<Brain> newBrain;
    private final GranuleBytes granules;
    private Brain brain;

    PartitionBrain(Supplier<Brain> newBrain, GranuleBytes granules) {
        this.newBrain = newBrain;
        this.granules = granules;
        this.brain = restored();
    }

    /** Decides and writes the changed granules through; never leaves half a decision behind. */
    Ruling decide(JournalRecord record) {
        Outcome outcome;
        try {
            outcome = brain.decide(record);
        } catch (RuntimeException broken) {
            return broken(record, broken);
        } catch (StackOverflowError tooDeep) {
            // Were this to end the thread, the next one would meet the same record.
            return broken(record, new IllegalStateException("the decision went too deep", tooDeep));
        }
        store(outcome.changes());
        return new Ruling.Decided(outcome);
    }

    private void store(List<Outcome.Change> changes) {
        changes.forEach(change -> granules.put(change.key(), change.granule()));
    }

    /** The live state may be half changed; the stored one is not, and the same record breaks in every replay. */
    private Ruling broken(JournalRecord record, RuntimeException why) {
        brain = restored();
        List<Outcome.Change> changes =
                record.input() instanceof TimerFired fired ? brain.drop(record.account(), fired.timer()) : List.of();
        store(changes);
        return new Ruling.Broken(why, changes);
    }

    private Brain restored() {
        Brain fresh = newBrain.get();
        granules.forEach(fresh::restore);
        return fresh;
    }
}
