package io.ringlog.domain.config.node;

import io.ringlog.domain.speech.Phrase;
import io.ringlog.kernel.Because;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What nodes that ask for keys have in common. */
final class Asking {

    static final String TIMEOUT = "timeout";
    static final String INVALID = "invalid";

    /** The variable that holds the keys pressed last. */
    static final String DIGITS = "digits";

    private Asking() {}

    static Because read(String rule, Visit at, Heard.Pressed pressed) {
        return Because.of(rule)
                .with("digits", pressed.digits())
                .with("end", pressed.end())
                .with("tries", at.tries())
                .with("timeouts", at.timeouts());
    }

    static Phrase phrase(@Nullable String mediaId) {
        return mediaId == null ? Phrase.NOTHING : Phrase.sound(mediaId);
    }

    static Optional<Outcome> ask(Visit at, Gathering gathering) {
        at.gather(gathering);
        return Optional.empty();
    }

    static Optional<Outcome> afterSilence(Visit at, Gathering next) {
        at.countAgain(true);
        return ask(at, next);
    }

    /** After keys that did not fit: a word about that where there is one, whose end is heard, or the question again. */
    static Optional<Outcome> afterWrong(Visit at, @Nullable String word, Gathering next) {
        at.countAgain(false);
        if (word == null) {
            return ask(at, next);
        }
        at.play(Phrase.sound(word));
        return Optional.empty();
    }
}
