package io.ringlog.edge.kafka;

import io.ringlog.edge.EdgePorts;
import io.ringlog.wire.KafkaClients;
import java.nio.file.Path;

/** Opens the edge's ports on a cluster whose topics exist already, the edge's own command topic included. */
public final class KafkaPorts {

    private KafkaPorts() {}

    /** @param dataFolder where the position in the command topic is kept */
    public static EdgePorts open(KafkaClients kafka, String edge, Path dataFolder) {
        String client = "edge-" + edge;
        return new EdgePorts(
                new KafkaFactSink(kafka.promptJournalProducer(client + "-journal")),
                new KafkaCommandSource(kafka, edge, dataFolder.resolve("commands.position")),
                new KafkaDirectorySource(kafka, client),
                new KafkaHeartbeatSink(kafka.globalProducer(client + "-heartbeat")),
                new KafkaEdgesSource(kafka, client));
    }
}
