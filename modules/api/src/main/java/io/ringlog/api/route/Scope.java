package io.ringlog.api.route;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a key may be good for; a key with {@code *} is good for everything. */
public enum Scope {
    CDR,
    AGENTS,
    QUEUES,
    NUMBERS,
    CONFIG,
    CALLS,
    VOICEMAIL,
    RECORDINGS,
    WEBHOOKS,
    AUDIT,
    PEOPLE;

    public static final String EVERYTHING = "*";

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isIn(Set<String> granted) {
        return granted.contains(EVERYTHING) || granted.contains(word());
    }

    public static Optional<Scope> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
