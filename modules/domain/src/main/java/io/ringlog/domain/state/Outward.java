package io.ringlog.domain.state;

import io.ringlog.domain.journal.Loop;
import io.ringlog.domain.journal.Shown;
import org.jspecify.annotations.Nullable;

/**
 * What more there is to a candidate outside the account.
 *
 * @param shown who calls, as the trunk is told
 * @param silentSec without any ringing for so long the trunk has failed; null where there is no other to try
 * @param asks whether whoever answers has to say that they take the call; null for no
 * @param loop where the number is one of another account; null for one outside the platform
 */
public record Outward(
        Way way,
        Shown shown,
        @Nullable Integer silentSec,
        @Nullable Boolean asks,
        @Nullable Loop loop) {

    /** By a trunk, and whoever answers has the call. */
    public Outward(Way way, Shown shown, @Nullable Integer silentSec) {
        this(way, shown, silentSec, null, null);
    }

    /** The same, where whoever answers has to take the call. */
    public Outward asking() {
        return new Outward(way, shown, silentSec, true, loop);
    }
}
