package io.ringlog.config.resource;

import java.util.List;

/** Components whose values no two rows share, within the account or over the whole platform. */
public record Unique(boolean platformWide, List<String> components) {

    static Unique inAccount(String... components) {
        return new Unique(false, List.of(components));
    }

    static Unique onPlatform(String... components) {
        return new Unique(true, List.of(components));
    }
}
