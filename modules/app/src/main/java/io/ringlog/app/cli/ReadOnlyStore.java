package io.ringlog.app.cli;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.app.rest.MediaFolder;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.config.ConfigStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.stream.Stream;

/** The store of a folder for a command that changes nothing; where there is none yet, an empty one that goes again. */
final class ReadOnlyStore implements AutoCloseable {

    private final ConfigStore store;
    private final Path passing;

    private ReadOnlyStore(ConfigStore store, Path passing) {
        this.store = store;
        this.passing = passing;
    }

    /** For a command that tells what is there: a folder without a configuration is a slip. */
    static ReadOnlyStore existing(RinglogConfig config) {
        Path data = config.node().data();
        if (!Files.exists(data.resolve(ConfigRole.DATABASE))) {
            throw new SettingsRefused(
                    "node.data is '" + data + "', but it must be a folder with a configuration in it;" + " use --data");
        }
        return of(config);
    }

    static ReadOnlyStore of(RinglogConfig config) {
        Path data = config.node().data();
        try {
            Path empty = Files.createTempDirectory("ringlog");
            Logs.ofCommand();
            return Files.exists(data.resolve("config.db"))
                    ? new ReadOnlyStore(ConfigRole.open(data, config), empty)
                    : new ReadOnlyStore(
                            ConfigStore.open(
                                    empty.resolve("config.db"),
                                    empty.resolve("keys/secrets.json"),
                                    Clock.systemUTC(),
                                    new MediaFolder(config.mediaFolder())),
                            empty);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for what a plan needs: " + e.getMessage(), e);
        }
    }

    ConfigStore store() {
        return store;
    }

    @Override
    public void close() {
        store.close();
        remove(passing);
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
