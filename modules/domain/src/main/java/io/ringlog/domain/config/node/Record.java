package io.ringlog.domain.config.node;

import io.ringlog.domain.config.Unsaid;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records the caller; the variable gets the object key of the sound, and is empty when nobody spoke. */
public record Record(
        String variable,
        @Sound @Nullable String promptAudioId,
        @Unsaid("60") int maxSec,
        @Unsaid("5") int silenceSec,
        @Unsaid("#") String terminators,
        @Unsaid("true") boolean beep)
        implements NodeData {

    /** Nothing was said, however it ended. */
    private static final String EMPTY = "empty";

    private static final String FAILED = "failed";

    private static final int LONGEST_SEC = 3600;
    private static final int LONGEST_SILENCE_SEC = 60;

    @Override
    public List<String> faults() {
        return new Faults()
                .variable(variable)
                .within("maxSec", maxSec, 1, LONGEST_SEC)
                .within("silenceSec", silenceSec, 0, LONGEST_SILENCE_SEC)
                .unless(terminators.matches("[0-9*#]{0,12}"), "terminators is not 0 to 12 keys")
                .all();
    }

    @Override
    public List<String> outcomes() {
        return List.of("key", "silence", "limit", "hangup", "stopped", FAILED, EMPTY);
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        if (promptAudioId == null) {
            return record(at);
        }
        at.play(Phrase.sound(promptAudioId));
        return Optional.empty();
    }

    @Override
    public Optional<Outcome> heard(Visit at, Heard heard) {
        if (heard instanceof Heard.Played) {
            return record(at);
        }
        return heard instanceof Heard.Recorded recorded ? Optional.of(recorded(at, recorded)) : Optional.empty();
    }

    private Optional<Outcome> record(Visit at) {
        return at.record(new Recording(maxSec, silenceSec, terminators, beep), variable)
                .map(why -> {
                    at.set(variable, "", why.because());
                    return new Outcome(FAILED, why.because());
                });
    }

    private Outcome recorded(Visit at, Heard.Recorded it) {
        Because because = Because.of("flow.recorded").with("end", it.end()).with("duration_ms", it.durationMs());
        String key = it.objectKey();
        at.set(variable, key == null ? "" : key, because);
        boolean empty = key == null && !it.end().equals(FAILED);
        return new Outcome(empty ? EMPTY : it.end(), because);
    }
}
