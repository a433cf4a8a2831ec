package io.ringlog.topology;

import java.time.Duration;
import java.util.Optional;

/**
 * What a replay found.
 *
 * @param journalRecords decided anew
 * @param events compared byte for byte
 * @param otherVersion of those, how many another version of the brain had decided to the same but for its version
 * @param difference the first one, by partition and offset; empty when history repeats itself
 */
public record ReplayReport(
        long journalRecords, long events, long otherVersion, Optional<Difference> difference, Duration took) {

    /** An event that is not the same twice; {@code recorded} or {@code replayed} is empty where there was none. */
    public record Difference(int partition, String position, String recorded, String replayed) {}

    public boolean isClean() {
        return difference.isEmpty();
    }
}
