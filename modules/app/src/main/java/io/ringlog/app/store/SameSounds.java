package io.ringlog.app.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each sound was when folder and bucket were last the same, kept in the folder itself, so that a folder that is
 * lost loses it too. A line for each change, {@code hash id}, or {@code - id} for one that is in neither.
 */
final class SameSounds {

    static final String FILE = ".bucket";
    private static final String NONE = "-";

    /** Lines of the past that are no reason to write the file anew. */
    private static final int PAST = 1_000;

    private final Path folder;
    private @Nullable SortedMap<String, String> hashes;

    SameSounds(Path folder) {
        this.folder = folder;
    }

    /** Hashes by id, as they change. */
    SortedMap<String, String> all() throws IOException {
        return Collections.unmodifiableSortedMap(known());
    }

    private SortedMap<String, String> known() throws IOException {
        SortedMap<String, String> read = hashes;
        if (read == null) {
            read = read();
            hashes = read;
        }
        return read;
    }

    /** Whether the file has gone with its folder, or was deleted, since it was read; what was read is gone then. */
    boolean wasLost() {
        boolean lost = hashes != null && !hashes.isEmpty() && !Files.exists(folder.resolve(FILE));
        if (lost) {
            hashes = null;
        }
        return lost;
    }

    /** @param hash null for a sound that is in neither */
    void note(String id, @Nullable String hash) throws IOException {
        SortedMap<String, String> now = known();
        if (Objects.equals(hash, now.get(id))) {
            return;
        }
        Files.writeString(
                folder.resolve(FILE),
                line(hash == null ? NONE : hash, id),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        if (hash == null) {
            now.remove(id);
        } else {
            now.put(id, hash);
        }
    }

    private static String line(String hash, String id) {
        return hash + " " + id + "\n";
    }

    private SortedMap<String, String> read() throws IOException {
        Path file = folder.resolve(FILE);
        SortedMap<String, String> read = new TreeMap<>();
        List<String> lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        for (String line : lines) {
            int space = line.indexOf(' ');
            if (space > 0 && line.substring(0, space).equals(NONE)) {
                read.remove(line.substring(space + 1));
            } else if (space > 0) {
                read.put(line.substring(space + 1), line.substring(0, space));
            }
        }
        if (lines.size() > read.size() + PAST) {
            rewrite(file, read);
        }
        return read;
    }

    private static void rewrite(Path file, Map<String, String> read) throws IOException {
        List<String> lines = new ArrayList<>();
        read.forEach((id, hash) -> lines.add(line(hash, id)));
        Path whole = file.resolveSibling(FILE + ".new");
        Files.writeString(whole, String.join("", lines));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
