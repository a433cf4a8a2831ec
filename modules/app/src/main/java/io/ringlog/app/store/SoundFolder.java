package io.ringlog.app.store;

import io.ringlog.edge.recording.Sound;
import io.ringlog.media.audio.WavReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of sounds by id, and what each file holds; others may write files there meanwhile. One thread. */
final class SoundFolder {

    private static final String WAV = ".wav";
    private static final int DEPTH = 5;
    private static final int HASH_DIGITS = 32;
    private static final int BUFFER = 64 * 1024;

    private record Known(FileTime changed, long size, String hash) {}

    private final Path folder;
    private Map<String, Known> known = Map.of();

    /** @param folder need not exist */
    SoundFolder(Path folder) {
        this.folder = folder;
    }

    /** The first half of SHA-256 of each sound by id, in hexadecimal; a file that stays as it is is read once. */
    SortedMap<String, String> hashes() throws IOException {
        Map<String, Known> now = new TreeMap<>();
        for (Path file : files()) {
            String path = folder.relativize(file).toString();
            String id = path.substring(0, path.length() - WAV.length());
            if (KeptSound.isId(id)) {
                hashed(id, file).ifPresent(it -> now.put(id, it));
            }
        }
        known = now;
        SortedMap<String, String> hashes = new TreeMap<>();
        now.forEach((id, it) -> hashes.put(id, it.hash()));
        return hashes;
    }

    private List<Path> files() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(it -> it.toString().endsWith(WAV))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    /** Empty for a file that went meanwhile. */
    private Optional<Known> hashed(String id, Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var now = Files.readAttributes(file, BasicFileAttributes.class);
        Known before = known.get(id);
        return Optional.of(
                before != null && before.changed().equals(now.lastModifiedTime()) && before.size() == now.size()
                        ? before
                        : new Known(now.lastModifiedTime(), now.size(), hash(file)));
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = sha256();
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return words(digest);
        }
    }

    Path file(String id) {
        return folder.resolve(id + WAV);
    }

    /** Keeps a sound under its id, whole or not at all; why not, when it is not what it should be. */
    Optional<String> take(String id, String hash, Sound sound) throws IOException {
        Path file = file(id);
        Path mine = Files.createDirectories(file.toAbsolutePath().getParent());
        Path whole = Files.createTempFile(mine, ".new", "");
        try {
            if (sound.sizeBytes() > WavReader.MAX_BYTES) {
                return Optional.of(id + " has " + sound.sizeBytes() + " bytes, too many for a sound");
            }
            if (!copy(sound, whole).equals(hash)) {
                return Optional.of(id + " is not what its key says");
            }
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Optional.empty();
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static String copy(Sound sound, Path to) throws IOException {
        MessageDigest digest = sha256();
        try (var in = new DigestInputStream(sound.bytes(), digest);
                var out = Files.newOutputStream(to)) {
            byte[] buffer = new byte[BUFFER];
            long left = sound.sizeBytes();
            for (int read = 0; left > 0 && read >= 0; left -= Math.max(0, read)) {
                read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                out.write(buffer, 0, Math.max(0, read));
            }
        }
        return words(digest);
    }

    void remove(String id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static String words(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
    }
}
