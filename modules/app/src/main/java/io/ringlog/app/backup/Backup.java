package io.ringlog.app.backup;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.app.node.DataFolder;
import io.ringlog.app.role.BrainRole;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.MediaLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The configuration of a platform in a folder by itself, with what opens it; the configuration comes last, whole. */
public final class Backup {
    private static final String KEYS = "keys";
    private static final String PROMPTS = "media";

    private Backup() {}

    /** How many files of each kind there are. */
    public record Contents(int keys, int prompts) {}

    /** Puts a running or a stopped platform's configuration into a new or empty folder. */
    public static Contents write(RinglogConfig config, Path to) {
        Path data = config.node().data();
        Path database = data.resolve(ConfigRole.DATABASE);
        refuseUnless(Files.exists(database), "node.data is '" + data + "', but there is no configuration to back up");
        Path secrets = BrainRole.secretsKey(config.keyFolder());
        refuseUnless(Files.exists(secrets), "the configuration is sealed with " + secrets + ", which is not there");
        try (var store = ConfigRole.open(data, config)) {
            PrivateFolder.make(to);
            refuseUnless(PrivateFolder.files(to).isEmpty(), "the folder " + to + " must be empty");
            int keys = PrivateFolder.copy(config.keyFolder(), to.resolve(KEYS));
            int prompts = PrivateFolder.copy(config.mediaFolder(), to.resolve(PROMPTS));
            Path unfinished = to.resolve(ConfigRole.DATABASE + ".new");
            store.copyTo(unfinished);
            PrivateFolder.publish(unfinished, to.resolve(ConfigRole.DATABASE));
            return new Contents(keys, prompts);
        } catch (IOException e) {
            throw new UncheckedIOException("the backup in " + to + " is not complete: " + e, e);
        }
    }

    /** Brings a backup into a data folder without a configuration and without a log. */
    public static Contents restore(Path from, RinglogConfig config) {
        Path saved = from.resolve(ConfigRole.DATABASE);
        refuseUnless(Files.exists(saved), "the folder " + from + " holds no complete backup: it has no config.db");
        try (var folder = DataFolder.take(config.node().data())) {
            for (String used : List.of(ConfigRole.DATABASE, "kafka")) {
                refuseUnless(
                        !Files.exists(folder.path().resolve(used)),
                        "the data folder " + folder.path() + " must be empty, but it has a " + used + " already");
            }
            refuseOtherKeys(from.resolve(KEYS), config.keyFolder());
            int keys = PrivateFolder.copy(from.resolve(KEYS), config.keyFolder());
            int prompts = PrivateFolder.copy(from.resolve(PROMPTS), config.mediaFolder());
            Path unfinished = folder.path().resolve(ConfigRole.DATABASE + ".new");
            Files.copy(saved, unfinished);
            try (var store = ConfigStore.open(
                    unfinished, BrainRole.secretsKey(config.keyFolder()), Clock.systemUTC(), MediaLibrary.UNKNOWN)) {
                store.restored();
            }
            PrivateFolder.publish(unfinished, folder.path().resolve(ConfigRole.DATABASE));
            return new Contents(keys, prompts);
        } catch (IOException e) {
            throw new UncheckedIOException("the backup in " + from + " is not restored: " + e, e);
        }
    }

    /** Keys that open something else must not be lost to a restore; the same ones may lie there already. */
    private static void refuseOtherKeys(Path saved, Path present) throws IOException {
        for (Path key : PrivateFolder.files(saved)) {
            Path there = present.resolve(saved.relativize(key).toString());
            refuseUnless(
                    !Files.exists(there) || Files.mismatch(key, there) < 0,
                    "the key " + there + " is another than the one in the backup");
        }
    }

    private static void refuseUnless(boolean holds, String otherwise) {
        if (!holds) {
            throw new SettingsRefused(otherwise);
        }
    }
}
