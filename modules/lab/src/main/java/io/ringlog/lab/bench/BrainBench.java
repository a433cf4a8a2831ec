package io.ringlog.lab.bench;

import io.ringlog.domain.Brains;
import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.numbering.WorldPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records a second through the pure brain on one core, nothing encoded, nothing stored. */
final class BrainBench {

    private static final String ACCOUNT = "acc_bench";
    private static final int ROUNDS = 4;

    private BrainBench() {}

    /** The best of some rounds; the first ones warm the code. */
    static double recordsPerSec(int callsPerRound) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.max(best, round(callsPerRound));
        }
        return best;
    }

    private static double round(int calls) {
        BenchCalls source = new BenchCalls(ACCOUNT, "edge-1");
        Brain brain = Brains.create("bench", (ciphertext, context) -> ciphertext, new WorldPlan());
        Instant at = Instant.parse("2026-01-05T09:00:00Z");
        long offset = 0;
        for (Input input : source.opening()) {
            brain.decide(new JournalRecord(ACCOUNT, 0, offset++, at, input));
        }
        List<Input> inputs = new ArrayList<>(calls * BenchCalls.RECORDS_PER_CALL);
        for (int i = 0; i < calls; i++) {
            inputs.addAll(source.next());
        }
        long decided = 0;
        long start = System.nanoTime();
        for (Input input : inputs) {
            decided += brain.decide(new JournalRecord(ACCOUNT, 0, offset++, at, input))
                    .outgoing()
                    .size();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (decided < inputs.size()) {
            throw new IllegalStateException("the bench's calls came to nothing: " + decided + " decisions");
        }
        return inputs.size() / seconds;
    }
}
