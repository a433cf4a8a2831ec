package io.ringlog.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The levels that somebody asks of a process while it runs: a file in its data folder, {@code NAME=LEVEL} a line. */
final class LogLevels {

    static final Set<String> WORDS = Set.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$.-]{0,199}");
    private static final int MOST = 50;
    private static final int MOST_BYTES = 16_384;

    private LogLevels() {}

    /** Where a process logs. */
    static Path folder(Path data) {
        return data.resolve("log");
    }

    private static Path file(Path data) {
        return folder(data).resolve("levels");
    }

    /** What is asked now; nothing when there is no file. */
    static SortedMap<String, String> read(Path data) throws IOException {
        try {
            if (Files.size(file(data)) > MOST_BYTES) {
                throw new IOException(file(data) + " has more than " + MOST_BYTES + " bytes");
            }
            return parse(Files.readAllLines(file(data)));
        } catch (NoSuchFileException nothing) {
            return new TreeMap<>();
        }
    }

    /** Replaces what is asked, at once; nothing takes the file away. */
    static void write(Path data, Map<String, String> levels) throws IOException {
        if (levels.isEmpty()) {
            Files.deleteIfExists(file(data));
            return;
        }
        if (levels.size() > MOST) {
            throw new IOException("levels of " + MOST + " loggers at most");
        }
        StringBuilder text = new StringBuilder();
        new TreeMap<>(levels)
                .forEach((name, level) ->
                        text.append(name).append('=').append(level).append('\n'));
        Path draft = Files.createTempFile(folder(data), "levels", ".new");
        Files.writeString(draft, text, StandardCharsets.UTF_8);
        Files.move(draft, file(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @param lines {@code NAME=LEVEL} each, in any letters */
    static SortedMap<String, String> parse(List<String> lines) throws IOException {
        SortedMap<String, String> levels = new TreeMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            String name = line.substring(0, Math.max(0, equals)).strip();
            String level = line.substring(equals + 1).strip().toUpperCase(Locale.ROOT);
            if (!NAME.matcher(name).matches() || !WORDS.contains(level)) {
                throw new IOException(
                        "'" + line + "' is not NAME=LEVEL with a level of ERROR, WARN, INFO, DEBUG or TRACE");
            }
            levels.put(name, level);
        }
        return levels;
    }
}
