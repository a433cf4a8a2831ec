package io.ringlog.api.port;

import io.ringlog.kernel.Because;
import io.ringlog.wire.story.Story;
import java.time.Instant;

/** One thing that happened to a call, told in a sentence, with its reason. */
public record Step(int seq, Instant at, String sentence, Because because) {

    public static Step of(Story.Line line) {
        return new Step(
                line.seq(), line.at(), line.sentence(), new Because(line.rule(), line.inputs(), line.alternatives()));
    }
}
