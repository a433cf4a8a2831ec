package io.ringlog.domain.simulation;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.testing.Facts;
import java.util.Optional;
import java.util.SplittableRandom;

/** A key that somebody who waits presses now and then, and now and then when it means nothing any more. */
record Impulse(String callId, String legId, String code, long afterMs) {

    static Optional<Impulse> of(SplittableRandom random, Command.ListenForCodes listen) {
        if (listen.codes().isEmpty() || random.nextInt(3) != 0) {
            return Optional.empty();
        }
        String code = listen.codes().get(random.nextInt(listen.codes().size()));
        return Optional.of(new Impulse(listen.callId(), listen.legId(), code, random.nextLong(500, 40_000)));
    }

    Input fact(Facts stamped) {
        return new CallFact.CodePressed(stamped.stamp(), callId, legId, code);
    }
}
