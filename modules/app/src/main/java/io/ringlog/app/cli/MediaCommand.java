package io.ringlog.app.cli;

import io.ringlog.api.port.Media.Sound;
import io.ringlog.api.port.Refused;
import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.app.rest.MediaFolder;
import io.ringlog.config.problem.FileReason;
import io.ringlog.edge.voice.Espeak;
import io.ringlog.edge.voice.Program;
import io.ringlog.edge.voice.PromptJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The sounds an account can name in its flows and queues. */
@Command(
        name = "media",
        description = "List, add or remove the sounds of an account; speak the platform's prompts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | add | remove | speak)")
final class MediaCommand implements Runnable {
    private static final String ACCOUNT = "name or id of the account";
    private static final String ID = "what flows and queues call it; the file's name when left out";

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Override
    public void run() {
        throw new SettingsRefused("media needs a verb: ./ringlog media list, add FILE, remove ID, or speak JAR");
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

    @Command(
            name = "speak",
            description =
                    "Speak the prompts of all languages into a jar for the class path of edges, as the build does.",
            mixinStandardHelpOptions = true)
    int speak(@Parameters(paramLabel = "JAR", description = "what it holds already is not spoken again") Path jar) {
        Optional<Path> program = Program.installed(Espeak.PROGRAM);
        if (program.isEmpty()) {
            System.out.println("No prompts are spoken: " + Espeak.PROGRAM + " is not installed");
            return 0;
        }
        try {
            PromptJar.Made made = new PromptJar(new Espeak(program.get())).write(jar);
            System.out.println(made.prompts() + " prompts, " + made.spoken() + " of them spoken now");
            return 0;
        } catch (IOException e) {
            throw new SettingsRefused("the prompts cannot be spoken into " + jar + ": " + FileReason.of(e));
        }
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
