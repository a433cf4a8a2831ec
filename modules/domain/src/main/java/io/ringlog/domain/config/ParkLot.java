package io.ringlog.domain.config;

import org.jspecify.annotations.Nullable;

/**
 * Slots in which callers wait until somebody dials theirs.
 *
 * @param digits dialled as a target, parks in the first free slot
 * @param firstSlot what is dialled for the first slot; the others follow it
 * @param slots how many there are
 * @param timeoutSec after so long whoever parked is rung for who waits
 * @param mohPlaylistId what callers hear in it; null for the music of the account
 */
public record ParkLot(
        String id,
        String accountId,
        String name,
        String digits,
        int firstSlot,
        @Unsaid("10") int slots,
        @Unsaid("120") int timeoutSec,
        @Nullable String mohPlaylistId)
        implements ConfigRow {

    /** Whether a string names one of the slots. */
    public boolean hasSlot(String dialled) {
        if (dialled.isEmpty() || dialled.length() > 9 || !dialled.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int number = Integer.parseInt(dialled);
        return number >= firstSlot && number < firstSlot + slots && dialled.equals(String.valueOf(number));
    }
}
