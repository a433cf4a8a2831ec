package io.ringlog.app.cli;

import io.ringlog.app.config.ConfigSources;
import io.ringlog.app.config.RinglogConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that every command shares, read into a configuration together with the file and the environment. */
public final class ConfigOptions {
    private static final String DATA = "node.data";

    @Option(names = "--config", paramLabel = "FILE", description = "YAML or properties file, see docs/configuration.md")
    @Nullable
    private Path file;

    @Option(names = "--data", paramLabel = "DIR", description = "folder of everything this process keeps")
    @Nullable
    private Path data;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "sets one key, may be repeated")
    private List<String> settings = new ArrayList<>();

    /** The configuration; {@code more} holds the command's own flags as {@code key=value}, which win. */
    public RinglogConfig read(List<String> more) {
        return read(List.of(), List.of(this), more);
    }

    /** For a verb below a command: flags may stand before the verb and after it, and those after it win. */
    RinglogConfig readAfter(ConfigOptions before) {
        return read(List.of(), List.of(before, this), List.of());
    }

    /** For a command with ways of its own: {@code presets} win over file and environment, and every flag over them. */
    public RinglogConfig readOver(List<String> presets) {
        return read(presets, List.of(this), List.of());
    }

    public boolean hasData() {
        return data != null || settings.stream().anyMatch(it -> it.startsWith(DATA + "="));
    }

    private static RinglogConfig read(List<String> presets, List<ConfigOptions> flags, List<String> more) {
        ConfigSources sources = ConfigSources.defaults();
        flags.reversed().stream()
                .flatMap(it -> Stream.ofNullable(it.file))
                .findFirst()
                .ifPresent(sources::withFile);
        sources.withEnvironment(System.getenv());
        presets.forEach(sources::with);
        flags.forEach(it -> it.into(sources));
        more.forEach(sources::with);
        return sources.read();
    }

    private void into(ConfigSources sources) {
        if (data != null) {
            sources.with(DATA, data.toString());
        }
        settings.forEach(sources::with);
    }
}
