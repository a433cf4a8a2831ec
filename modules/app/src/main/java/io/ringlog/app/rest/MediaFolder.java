package io.ringlog.app.rest;

import io.ringlog.api.port.Media;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.config.MediaLibrary;
import io.ringlog.edge.media.Sounds;
import io.ringlog.media.audio.WavFault;
import io.ringlog.media.audio.WavWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder edges play from: {@code <account>/<id>.wav}, into which what is uploaded comes as telephone sound. */
public final class MediaFolder implements Media, MediaLibrary {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final int MOST_SOUNDS = 1_000;
    private static final String WAV = ".wav";

    private final Path folder;
    private final Sounds sounds;

    /** @param folder need not exist */
    public MediaFolder(Path folder) {
        this.folder = folder;
        this.sounds = new Sounds(folder);
    }

    @Override
    public Optional<String> fault(String account, String mediaId) {
        return sounds.fault(account, mediaId);
    }

    @Override
    public List<Sound> list(String account) {
        Stream<Sound> builtIn = Sounds.builtIn().stream().map(id -> new Sound(id, true, null));
        return Stream.concat(own(account).stream(), builtIn).toList();
    }

    @Override
    public Sound put(String account, String id, byte[] sound) {
        refuse(ID.matcher(id).matches(), "id", "must be 1 to 64 letters, digits, dots, dashes and underscores");
        byte[] wav = playable(sound);
        Path file = file(account, id);
        boolean room = Files.exists(file) || own(account).size() < MOST_SOUNDS;
        refuse(room, "id", "would be one more than the " + MOST_SOUNDS + " sounds an account may have");
        try {
            replace(file, wav);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return new Sound(id, false, (long) wav.length);
    }

    private static byte[] playable(byte[] sound) {
        try {
            return WavWriter.write(UploadedSound.read(sound));
        } catch (WavFault fault) {
            throw Refused.field(Why.INVALID, "body", "media.unplayable", String.valueOf(fault.getMessage()));
        }
    }

    /** An edge reads the old sound or the new one, and a disk that is full keeps no part of either. */
    private static void replace(Path file, byte[] wav) throws IOException {
        Path mine = Files.createDirectories(file.toAbsolutePath().getParent());
        Path whole = Files.createTempFile(mine, ".new", "");
        try {
            Files.write(whole, wav);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    @Override
    public boolean remove(String account, String id) {
        try {
            return ID.matcher(id).matches() && Files.deleteIfExists(file(account, id));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file(account, id), e);
        }
    }

    private static void refuse(boolean fits, String field, String message) {
        if (!fits) {
            throw Refused.field(Why.INVALID, field, "media.bad-id", message);
        }
    }

    private Path file(String account, String id) {
        return folder.resolve(account).resolve(id + WAV);
    }

    private List<Sound> own(String account) {
        Path mine = folder.resolve(account);
        if (!Files.isDirectory(mine)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(mine)) {
            return files.filter(it -> it.toString().endsWith(WAV))
                    .sorted()
                    .map(MediaFolder::sound)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + mine, e);
        }
    }

    private static Sound sound(Path file) {
        String name = String.valueOf(file.getFileName());
        return new Sound(
                name.substring(0, name.length() - WAV.length()),
                false,
                file.toFile().length());
    }
}
