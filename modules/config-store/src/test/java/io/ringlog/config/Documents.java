package io.ringlog.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.wire.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Stores on real files and documents in one line, for the tests of this module. */
final class Documents {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private Documents() {}

    static ConfigStore store(Path folder) {
        return ConfigStore.open(
                folder.resolve("config.db"),
                folder.resolve("secrets/keyset.json"),
                Clock.fixed(NOW, ZoneOffset.UTC),
                Documents::sound);
    }

    /** Every sound but one is there. */
    private static Optional<String> sound(String account, String mediaId) {
        return mediaId.equals("gone") ? Optional.of("account " + account + " has no media 'gone'") : Optional.empty();
    }

    /** A document in JSON, with ' in place of ". */
    static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.mapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
