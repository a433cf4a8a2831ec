package io.ringlog.app.cli;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.app.rest.MediaFolder;
import io.ringlog.app.role.BrainRole;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.db.Database;
import io.ringlog.config.secret.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.stream.Stream;

/** A copy of a folder's store, or an empty one where there is none, for who must leave the folder as it is. */
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
        Logs.ofCommand();
        try {
            Path passing = Files.createTempDirectory("ringlog");
            Path store = passing.resolve(ConfigRole.DATABASE);
            Path keys = passing.resolve("secrets.json");
            copy(config, store, keys);
            return new ReadOnlyStore(
                    ConfigStore.open(store, keys, Clock.systemUTC(), new MediaFolder(config.mediaFolder())), passing);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for what a plan needs: " + e.getMessage(), e);
        }
    }

    private static void copy(RinglogConfig config, Path store, Path keys) throws IOException {
        Path from = config.node().data().resolve(ConfigRole.DATABASE);
        if (Files.exists(from)) {
            Database.copy(from, store);
            PrivateFile.create(keys, PrivateFile.read(BrainRole.secretsKey(config.keyFolder())));
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
