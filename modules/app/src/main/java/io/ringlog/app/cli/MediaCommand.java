package io.ringlog.app.cli;

import io.ringlog.api.port.Media.Sound;
import io.ringlog.api.port.Refused;
import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.app.rest.MediaFolder;
import io.ringlog.config.problem.FileReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The sounds an account can name in its flows and queues. */
@Command(
        name = "media",
        description = "List, add or remove the sounds of an account.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | add | remove)")
final class MediaCommand implements Runnable {
    private static final String ACCOUNT = "name or id of the account";
    private static final String ID = "what flows and queues call it; the file's name when left out";

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Override
    public void run() {
        throw new SettingsRefused("media needs a verb: ./ringlog media list, add FILE, or remove ID");
    }

    @Command(name = "list", description = "Print every sound, the built-in ones too.", mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--account", required = true, description = ACCOUNT) String account,
            @Mixin ConfigOptions own) {
        RinglogConfig config = own.readAfter(options);
        for (Sound sound : folder(config).list(NamedAccount.id(account, config))) {
            System.out.println(sound.id() + (sound.builtIn() ? "  built in" : "  " + sound.bytes() + " bytes"));
        }
        return 0;
    }

    @Command(name = "add", description = "Keep a file as a sound.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "FILE", description = "WAV of any rate; MP3, M4A, Ogg, FLAC where ffmpeg is")
                    Path file,
            @Option(names = "--account", required = true, description = ACCOUNT) String account,
            @Option(names = "--id", defaultValue = "", description = ID) String id,
            @Mixin ConfigOptions own) {
        RinglogConfig config = own.readAfter(options);
        String name = id.isEmpty() ? String.valueOf(file.getFileName()).replaceAll("\\.[A-Za-z0-9]{1,5}$", "") : id;
        try {
            Sound kept = folder(config)
                    .put(
                            NamedAccount.id(account, config),
                            name,
                            bytes(file, config.api().bodyLimit()));
            System.out.println(kept.id() + "  " + kept.bytes() + " bytes");
            return 0;
        } catch (Refused refused) {
            throw new SettingsRefused(file + ": " + refused.getMessage());
        }
    }

    @Command(name = "remove", description = "Remove a sound of an account.", mixinStandardHelpOptions = true)
    int remove(
            @Parameters(paramLabel = "ID", description = "as list shows it") String id,
            @Option(names = "--account", required = true, description = ACCOUNT) String account,
            @Mixin ConfigOptions own) {
        RinglogConfig config = own.readAfter(options);
        if (!folder(config).remove(NamedAccount.id(account, config), id)) {
            throw new SettingsRefused("account " + account + " has no sound of its own called " + id);
        }
        return 0;
    }

    private static MediaFolder folder(RinglogConfig config) {
        return new MediaFolder(config.mediaFolder());
    }

    private static byte[] bytes(Path file, int most) {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new SettingsRefused(file + " has more than " + most + " bytes (api.body-limit)");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + FileReason.of(e), e);
        }
    }
}
