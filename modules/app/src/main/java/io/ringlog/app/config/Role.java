package io.ringlog.app.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A part of the platform that can run in a process of its own. */
public enum Role {
    KAFKA,
    BRAIN,
    WATCH,
    EDGE,
    API,
    LAKE,
    WORKERS;

    static final String ALLOWED = "'all', or a comma-separated list of "
            + Stream.of(values()).map(Role::word).collect(Collectors.joining(", "));

    /** The word people write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@code all} or a list such as {@code brain,watch}. */
    static Set<Role> parse(String key, String text) {
        if (text.strip().equalsIgnoreCase("all")) {
            return EnumSet.allOf(Role.class);
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : text.split(",")) {
            roles.add(Stream.of(values())
                    .filter(role -> role.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> SettingsRefused.value(key, text, ALLOWED)));
        }
        return roles;
    }
}
