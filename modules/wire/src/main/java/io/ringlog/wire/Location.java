package io.ringlog.wire;

import io.ringlog.domain.journal.RegistrationEvent.Binding;
import java.util.List;

/**
 * One line of {@code ringlog.location.v1}, key = account and address of record: where a device can be reached; a
 * tombstone when nowhere.
 */
public record Location(String aor, String accountId, List<Binding> contacts) {
    public Location {
        contacts = List.copyOf(contacts);
    }
}
