package io.ringlog.app.log;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.app.node.DataFolder;
import io.ringlog.app.role.KafkaRole;
import io.ringlog.app.role.Part;
import io.ringlog.wire.KafkaClients;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The way to the log for a command: a cluster, the broker of a running Ringlog, or one started for the moment. */
public final class OpenLog implements AutoCloseable {
    private final KafkaClients clients;
    private final List<AutoCloseable> opened;

    private OpenLog(KafkaClients clients, List<AutoCloseable> opened) {
        this.clients = clients;
        this.opened = opened;
    }

    public static OpenLog of(RinglogConfig config) {
        if (!config.kafka().bootstrapServers().isEmpty()) {
            return new OpenLog(
                    new KafkaClients(
                            config.kafka().bootstrapServers(), config.kafka().client()),
                    List.of());
        }
        Path folder = config.node().data();
        if (!Files.isDirectory(folder.resolve("kafka"))) {
            throw new SettingsRefused("node.data is '" + folder + "', but it must be a folder with a log in it;"
                    + " use --data, or kafka.bootstrap-servers for a cluster");
        }
        return ofFolder(config, folder);
    }

    public KafkaClients clients() {
        return clients;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    private static OpenLog ofFolder(RinglogConfig config, Path folder) {
        DataFolder taken;
        try {
            taken = DataFolder.take(folder);
        } catch (DataFolder.FolderTaken running) {
            return new OpenLog(KafkaClients.plain(config.kafka().host() + ":" + port(folder)), List.of());
        }
        Part broker = KafkaRole.start(config, taken.path());
        return new OpenLog(KafkaClients.plain(broker.address().orElseThrow()), List.of(broker.running(), taken));
    }

    private static String port(Path folder) {
        var ports = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve("kafka").resolve("ports.properties"))) {
            ports.load(in);
            return ports.getProperty("client", "0");
        } catch (IOException e) {
            throw new UncheckedIOException("the broker's port cannot be read from " + folder, e);
        }
    }
}
