package io.ringlog.app.role;

import io.ringlog.app.broker.BrokerSettings;
import io.ringlog.app.broker.EmbeddedBroker;
import io.ringlog.app.config.RinglogConfig;
import java.nio.file.Path;

/** The broker inside this process. */
public final class KafkaRole {
    private KafkaRole() {}

    /** Returns when the broker takes requests; the part's address is what clients connect to. */
    public static Part start(RinglogConfig config, Path folder) {
        String host = config.kafka().host();
        int port = config.kafka().port();
        Ports.requireFree(host, port, false, "kafka.port");
        var broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("kafka"), host, port));
        return Part.at("kafka", broker.bootstrapServers(), broker).troubledBy(broker::trouble);
    }
}
