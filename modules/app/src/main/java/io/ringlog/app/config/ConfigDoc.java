package io.ringlog.app.config;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the table of docs/configuration.md from the records, so that the two cannot differ. */
final class ConfigDoc {
    private ConfigDoc() {}

    /** The table, one line per key. */
    static String table() {
        return KeySpec.all().stream()
                .map(ConfigDoc::line)
                .collect(Collectors.joining("", "| key | default | unit | meaning |\n| --- | --- | --- | --- |\n", ""));
    }

    private static String line(KeySpec key) {
        String name = key.isOpen() ? key.name() + ".*" : key.name();
        String fallback = key.key().value().isEmpty() ? "" : "`" + key.key().value() + "`";
        return String.join(
                " | ",
                List.of("| `" + name + "`", fallback, unit(key), key.key().says() + " |\n"));
    }

    private static String unit(KeySpec key) {
        Class<?> type = key.component().getType();
        if (!key.key().unit().isEmpty()) {
            return key.key().unit();
        }
        if (type == Duration.class) {
            return "duration: ms, s, m, h, d";
        }
        if (type == boolean.class) {
            return "true, false";
        }
        return type == int.class ? "number" : "text";
    }
}
