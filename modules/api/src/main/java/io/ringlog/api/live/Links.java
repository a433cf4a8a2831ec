package io.ringlog.api.live;

import io.ringlog.api.port.Recordings;
import io.ringlog.api.port.Refused;
import io.ringlog.api.route.Answer;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers with a link to a sound. */
final class Links {

    private Links() {}

    /** @param none why there is none of a sound that is not there */
    static Answer to(Recordings sounds, @Nullable String objectKey, Supplier<Refused> none) {
        return Answer.ok(Optional.ofNullable(objectKey).flatMap(sounds::link).orElseThrow(none));
    }
}
