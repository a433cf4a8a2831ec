package io.ringlog.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.db.Database;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Stores on real files and documents in one line, for the tests of this module. */
final class Documents {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private Documents() {}

    /** The store in a folder; a new one has tables that were made once for all of them. */
    static ConfigStore store(Path folder) {
        Path file = folder.resolve("config.db");
        if (!Files.exists(file)) {
            Database.copy(Tables.FILE, file);
        }
        return ConfigStore.open(
                file, folder.resolve("secrets/keyset.json"), Clock.fixed(NOW, ZoneOffset.UTC), Documents::sound);
    }

    /** An empty database of the newest version. */
    private static final class Tables {
        static final Path FILE = made();

        private static Path made() {
            try {
                Path file = Files.createTempDirectory("tables").resolve("config.db");
                Database.open(file).close();
                file.toFile().deleteOnExit();
                file.getParent().toFile().deleteOnExit();
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
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
