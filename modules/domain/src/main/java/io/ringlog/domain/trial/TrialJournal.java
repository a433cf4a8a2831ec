package io.ringlog.domain.trial;

import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.JournalRecord;
import java.time.Duration;
import java.time.Instant;

/** The journal of a trial: writes a record and has it decided at once. Its clock is moved by hand. */
final class TrialJournal {

    /** The only edge of a trial. */
    static final String EDGE = "trial";

    private static final long EPOCH = 1;

    private final Brain brain;
    private final String account;
    private Instant now;
    private int part;
    private long offset;
    private long facts;

    TrialJournal(Brain brain, String account, Instant now) {
        this.brain = brain;
        this.account = account;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    /**
     * What is written from now on has places that do not depend on what was before: shares are drawn from them, and the
     * same script draws the same in any account.
     */
    void begin() {
        part = 1;
        offset = 0;
    }

    /** How many records there are since it began. */
    long length() {
        return offset;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** It is this late now, if it was not later before. */
    void pass(Instant until) {
        now = until.isAfter(now) ? until : now;
    }

    EdgeStamp stamp() {
        facts++;
        return new EdgeStamp(EDGE, EPOCH, facts, now);
    }

    Outcome write(Input input) {
        return brain.decide(new JournalRecord(account, part, offset++, now, input));
    }

    /** The edge of the trial takes calls from now on. */
    void openEdge() {
        brain.decide(new JournalRecord(
                JournalRecord.PLATFORM, part, offset++, now, new EdgeLifecycle.EdgeStarted(EDGE, EPOCH)));
    }
}
