package io.ringlog.app.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Kafka broker in this JVM, started on a folder and stopped cleanly; what is stored in it is not its business. */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final Trouble trouble;

    /** What the broker's own threads tell and health asks for. */
    private static final class Trouble {
        private volatile Optional<String> why = Optional.empty();
    }

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers, Trouble trouble) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.trouble = trouble;
    }

    /** Starts and waits until the broker takes requests; a second start on the same folder is refused by its lock. */
    public static EmbeddedBroker start(BrokerSettings settings) {
        return start(settings, why -> LOG.error("the log in the data folder {}", why));
    }

    /** Who reads this has a disk to look after; the broker does not come back by itself. */
    private static String why(BrokerSettings settings, String reason) {
        long freeMib = settings.folder().toFile().getUsableSpace() >> 20;
        return settings.folder().toAbsolutePath() + " cannot be written (" + reason + "; " + freeMib
                + " MiB free there): calls in progress go on, new ones are answered 503; make room and start this"
                + " process again";
    }

    /**
     * Starts as {@link #start(BrokerSettings)} does. Kafka ends the whole JVM when its disk fails; here
     * {@code onFailure} is told instead, because calls in progress do not need the log.
     */
    public static EmbeddedBroker start(BrokerSettings settings, Consumer<String> onFailure) {
        createFolder(settings);
        var ports = BrokerPorts.choose(settings);
        var trouble = new Trouble();
        keepTheProcessAlive(reason -> {
            String why = why(settings, reason);
            trouble.why = Optional.of(why);
            onFailure.accept(why);
        });
        format(settings);
        new KilledBroker(settings, ports).giveUp();
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings.properties(ports), false), Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server, settings.host() + ":" + ports.client(), trouble);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Why it has given up, in words; empty while it takes requests. */
    public Optional<String> trouble() {
        return trouble.why;
    }

    /** Hands over cleanly: everything flushed and marked, so that the next start has nothing to recover. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void createFolder(BrokerSettings settings) {
        try {
            Files.createDirectories(settings.logFolder());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the broker's folder " + settings.folder(), e);
        }
    }

    private static void keepTheProcessAlive(Consumer<String> onFailure) {
        Exit.setExitProcedure((code, message) -> onFailure.accept(reason(code, message)));
        Exit.setHaltProcedure((code, message) -> onFailure.accept(reason(code, message)));
    }

    private static String reason(int code, @Nullable String message) {
        return message == null ? "exit code " + code : message + " (exit code " + code + ")";
    }

    private static void format(BrokerSettings settings) {
        if (Files.exists(settings.logFolder().resolve("meta.properties"))) {
            return;
        }
        var said = new ByteArrayOutputStream();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(settings.logFolder().toString())
                    .setDirectories(List.of(settings.logFolder().toString()))
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format the broker's folder: " + said, e);
        }
    }
}
