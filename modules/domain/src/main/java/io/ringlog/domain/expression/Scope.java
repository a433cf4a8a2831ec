package io.ringlog.domain.expression;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** What an expression may look at. */
public interface Scope {

    /** A variable of the call; null when it is not set. */
    @Nullable
    String value(String variable);

    /** When the record came that is decided now, in the zone of the account. */
    ZonedDateTime now();
}
