package io.ringlog.app.cli;

import io.ringlog.app.config.ConfigSources;
import io.ringlog.app.config.RinglogConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that every command shares, read into a configuration together with the file and the environment. */
final class ConfigOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "YAML or properties file, see docs/configuration.md")
    @Nullable
    private Path file;

    @Option(names = "--data", paramLabel = "DIR", description = "folder of everything this process keeps")
    @Nullable
    private Path data;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "sets one key, may be repeated")
    private List<String> settings = new ArrayList<>();

    /** The configuration; {@code more} holds the command's own flags as {@code key=value}. */
    RinglogConfig read(List<String> more) {
        ConfigSources sources = ConfigSources.defaults();
        if (file != null) {
            sources.withFile(file);
        }
        sources.withEnvironment(System.getenv());
        if (data != null) {
            sources.with("node.data", data.toString());
        }
        settings.forEach(sources::with);
        more.forEach(sources::with);
        return sources.read();
    }

    boolean hasData() {
        return data != null;
    }
}
