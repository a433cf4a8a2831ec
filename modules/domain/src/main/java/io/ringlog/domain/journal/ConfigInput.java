package io.ringlog.domain.journal;

import io.ringlog.domain.config.ConfigRow;

/** A change of configuration, from the outbox, in the order of the commits. */
public sealed interface ConfigInput extends Input {

    /** Grows by one with each committed change of the account. */
    long version();

    String actor();

    /** A row was created or replaced. */
    record RowSaved(ConfigRow row, long version, String actor) implements ConfigInput {}

    /** A row is gone. */
    record RowRemoved(String id, long version, String actor) implements ConfigInput {}
}
