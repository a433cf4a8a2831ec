package io.ringlog.app.node;

import java.util.Optional;

/** One role at work in this process: where it can be reached, and how it ends. */
record Part(String name, Optional<String> address, AutoCloseable running) {

    static Part silent(String name, AutoCloseable running) {
        return new Part(name, Optional.empty(), running);
    }

    static Part at(String name, String address, AutoCloseable running) {
        return new Part(name, Optional.of(address), running);
    }
}
