package io.ringlog.app.broker;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a killed broker led away from it before its successor starts, with a controller that runs alone for a
 * moment. A successor that found itself still leading would end the transactions of the killed one without writing it
 * down (docs/decisions/0402).
 */
final class KilledBroker {
    private static final Logger LOG = LoggerFactory.getLogger(KilledBroker.class);
    /** What Kafka leaves in its folder when it stops cleanly, and removes when it starts. */
    private static final String CLEAN = ".kafka_cleanshutdown";

    private static final String FENCED = "kafka.controller:type=KafkaController,name=FencedBrokerCount";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MS = 20;

    private final BrokerSettings settings;
    private final BrokerPorts ports;

    KilledBroker(BrokerSettings settings, BrokerPorts ports) {
        this.settings = settings;
        this.ports = ports;
    }

    /** Does nothing where no broker has run yet or the last one has stopped cleanly. */
    void giveUp() {
        Path folder = settings.logFolder();
        boolean hasLed = Files.isDirectory(folder.resolve("__transaction_state-0"));
        if (!hasLed || Files.exists(folder.resolve(CLEAN))) {
            return;
        }
        var controller =
                new KafkaRaftServer(KafkaConfig.fromProps(settings.controllerAlone(ports), false), Time.SYSTEM);
        try {
            controller.startup();
            awaitFenced();
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static void awaitFenced() {
        var given = new CompletableFuture<Void>();
        try (var looking = Executors.newSingleThreadScheduledExecutor()) {
            looking.scheduleWithFixedDelay(() -> look(given), 0, LOOK_MS, TimeUnit.MILLISECONDS);
            given.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("the controller has not given up the killed broker within {} s", PATIENCE.toSeconds(), e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** By the documented metric of a controller; there is one broker. */
    private static void look(CompletableFuture<Void> given) {
        try {
            var value = ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(FENCED), "Value");
            if (((Number) value).intValue() > 0) {
                given.complete(null);
            }
        } catch (InstanceNotFoundException notYet) {
            LOG.debug("the controller counts no brokers yet");
        } catch (JMException e) {
            given.completeExceptionally(e);
        }
    }
}
