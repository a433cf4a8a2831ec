package io.ringlog.app.role;

import java.util.Optional;

/** One role at work in this process: where it can be reached, and how it ends. */
public record Part(String name, Optional<String> address, AutoCloseable running) {

    public static Part silent(String name, AutoCloseable running) {
        return new Part(name, Optional.empty(), running);
    }

    public static Part at(String name, String address, AutoCloseable running) {
        return new Part(name, Optional.of(address), running);
    }
}
