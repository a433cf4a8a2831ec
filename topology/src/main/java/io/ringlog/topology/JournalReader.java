package io.ringlog.topology;

import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the journal's records as the brain wants them; the same for deciding and for replaying. */
final class JournalReader {

    private JournalReader() {}

    static Decoded<JournalRecord> read(
            @Nullable String account, int partition, long offset, long timestamp, byte @Nullable [] value) {
        if (account == null || account.isEmpty()) {
            return new Decoded.Undecodable<>("wire.no-account", "the record has no key, so it belongs to no account");
        }
        Instant at = Instant.ofEpochMilli(timestamp);
        return switch (Codecs.INPUT.decode(value)) {
            case Decoded.Ok<Input>(Input input) ->
                new Decoded.Ok<>(new JournalRecord(account, partition, offset, at, input));
            case Decoded.Undecodable<Input>(String code, String message) -> new Decoded.Undecodable<>(code, message);
        };
    }
}
