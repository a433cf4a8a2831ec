package io.ringlog.wire;

import java.util.Optional;

/** What a field counts, as the end of its name says; the schemas of records, rows and answers all ask here. */
public final class Units {

    private Units() {}

    /** The unit of a number with this name; empty when it has none, or when the name is no number's. */
    public static Optional<String> of(String field) {
        if (field.endsWith("_sec") || field.endsWith("Sec") || field.equals("billsec")) {
            return Optional.of("seconds");
        }
        if (field.endsWith("_ms")) {
            return Optional.of("milliseconds");
        }
        if (field.endsWith("_us") || field.endsWith("Us")) {
            return Optional.of("microseconds");
        }
        if (field.endsWith("_permille") || field.endsWith("Permille")) {
            return Optional.of("thousandths");
        }
        if (field.endsWith("_x100") || field.endsWith("X100")) {
            return Optional.of("hundredths");
        }
        return field.endsWith("_micros") ? Optional.of("millionths of a unit of the currency") : Optional.empty();
    }
}
