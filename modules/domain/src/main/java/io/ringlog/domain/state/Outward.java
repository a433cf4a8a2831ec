package io.ringlog.domain.state;

import io.ringlog.domain.journal.Command;
import org.jspecify.annotations.Nullable;

/**
 * What more there is to a candidate outside the account.
 *
 * @param shown who calls, as the trunk is told
 * @param silentSec without any ringing for so long the trunk has failed; null where there is no other to try
 * @param asks whether whoever answers has to say that they take the call; null for no
 */
public record Outward(
        Way way,
        Command.Shown shown,
        @Nullable Integer silentSec,
        @Nullable Boolean asks) {

    /** Whoever answers has the call. */
    public Outward(Way way, Command.Shown shown, @Nullable Integer silentSec) {
        this(way, shown, silentSec, null);
    }
}
