package io.ringlog.app.role;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.connectors.Lake;
import io.ringlog.connectors.LakeConfig;
import io.ringlog.connectors.LakeSink;
import io.ringlog.connectors.LakeSinkConfig;
import java.nio.file.Path;

/** The sink that lands calls, events and the journal in Iceberg. */
public final class LakeRole {
    private LakeRole() {}

    /** Makes the tables where they are missing and starts the sink. */
    public static LakeSink start(Surroundings here) {
        LakeConfig lake = lake(here.config(), here.folder());
        try (Lake tables = Lake.open(lake)) {
            tables.ensureTables();
        }
        return LakeSink.start(LakeSinkConfig.of(here.clients().bootstrapServers(), lake)
                .withClientProperties(here.config().kafka().client())
                .withInstance(here.instance("lake"))
                .withCommitInterval(here.config().lake().commitInterval()));
    }

    /** Where the tables are; the api reads the same ones. */
    public static LakeConfig lake(RinglogConfig config, Path folder) {
        LakeConfig local = LakeConfig.local(folder.resolve("lake"));
        var asked = config.lake();
        return new LakeConfig(
                asked.warehouse().isEmpty() ? local.warehouse() : asked.warehouse(),
                asked.catalogUri().isEmpty() ? local.catalogUri() : asked.catalogUri(),
                asked.catalog());
    }
}
