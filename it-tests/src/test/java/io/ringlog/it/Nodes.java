package io.ringlog.it;

import io.ringlog.app.config.ConfigSources;
import io.ringlog.app.config.RinglogConfig;
import java.nio.file.Path;

/** Configurations of nodes for tests: loopback, any free port, quick commits to the lake. */
public final class Nodes {
    private Nodes() {}

    /** All roles in one process on this folder. */
    public static RinglogConfig whole(Path folder) {
        return roles(folder, "all").read();
    }

    public static ConfigSources roles(Path folder, String roles) {
        return ConfigSources.defaults()
                .with("node.data", folder.toString())
                .with("node.roles", roles)
                .with("sip.host", "127.0.0.1")
                .with("sip.port", "0")
                .with("api.port", "0")
                // Signals are shorter than words; those that hear words say so.
                .with("media.voice", "tones")
                .with("lake.commit-interval", "1s");
    }
}
