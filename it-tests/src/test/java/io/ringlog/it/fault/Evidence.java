package io.ringlog.it.fault;

import io.ringlog.app.log.LogReader;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.TopicSpec;
import io.ringlog.wire.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** What a failed run leaves behind: the logs of its processes and what its topics held. */
final class Evidence {
    private static final Path FOLDER = Path.of("target", "evidence");
    private static final List<TopicSpec> TOLD =
            List.of(Topics.JOURNAL, Topics.EVENTS, Topics.CDR, Topics.EDGES, Topics.QUARANTINE);

    private Evidence() {}

    static void keep(String what, Collection<Child> children, KafkaClients clients) throws IOException {
        Path folder = Files.createDirectories(FOLDER.resolve(what));
        for (Child child : children) {
            Path log = child.data().resolve("log").resolve("ringlog.log");
            if (Files.exists(log)) {
                Files.copy(log, folder.resolve(child.name() + ".log"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        for (TopicSpec topic : brokerAnswers(clients) ? TOLD : List.<TopicSpec>of()) {
            dump(topic, folder.resolve(topic.name() + ".jsonl"), clients);
        }
    }

    /** A reader would wait for a minute for a broker that the test has stopped. */
    private static boolean brokerAnswers(KafkaClients clients) {
        String[] at = clients.bootstrapServers().split(":", 2);
        try (var socket = new Socket(at[0], Integer.parseInt(at[1]))) {
            return socket.isConnected();
        } catch (IOException away) {
            return false;
        }
    }

    private static void dump(TopicSpec topic, Path file, KafkaClients clients) throws IOException {
        try (var out = new PrintWriter(Files.newBufferedWriter(file))) {
            new LogReader(clients)
                    .readAll(
                            topic,
                            record -> out.println(record.partition() + "-" + record.offset() + " "
                                    + Instant.ofEpochMilli(record.timestamp()) + " " + record.key() + " "
                                    + (record.value() == null
                                            ? "null"
                                            : new String(record.value(), StandardCharsets.UTF_8))));
        } catch (KafkaException away) {
            Files.writeString(file, "the broker is away: " + away);
        }
    }
}
