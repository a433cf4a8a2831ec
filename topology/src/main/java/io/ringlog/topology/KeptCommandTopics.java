package io.ringlog.topology;

import io.ringlog.wire.TopicSetup;
import io.ringlog.wire.TopicSpec;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the command topic of every edge that facts came from, and makes it again when somebody deletes it: otherwise
 * one missing topic would hold up its partition's transaction, and with it every account there.
 */
public final class KeptCommandTopics implements CommandTopics, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptCommandTopics.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);

    private final Admin admin;
    private final TopicSetup setup;
    private final UnaryOperator<TopicSpec> keeping;
    private final Set<String> edges = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> refused = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor looking;

    /** {@code admin} is closed with this; {@code keeping} says how long a topic is kept. */
    public KeptCommandTopics(Admin admin, TopicSetup setup, UnaryOperator<TopicSpec> keeping) {
        this.keeping = keeping;
        this.admin = admin;
        this.setup = setup;
        this.looking = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("command-topics").daemon().factory());
        looking.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean has(String edge) {
        if (edges.contains(edge)) {
            return true;
        }
        Long since = refused.get(edge);
        if (since != null && System.nanoTime() - since < AFTER_REFUSAL.toNanos()) {
            return false;
        }
        if (make(edge)) {
            edges.add(edge);
            return true;
        }
        refused.put(edge, System.nanoTime());
        return false;
    }

    @Override
    public void close() {
        looking.shutdownNow();
        admin.close(LOOK);
    }

    private void look() {
        try {
            Set<String> there = admin.listTopics().names().get(LOOK.toMillis() * 5, TimeUnit.MILLISECONDS);
            for (String edge : edges) {
                if (!there.contains(Topics.commandsName(edge))) {
                    LOG.warn("the command topic of edge {} is gone and is made again", edge);
                    make(edge);
                }
            }
        } catch (ExecutionException | TimeoutException away) {
            LOG.debug("the command topics cannot be looked at now", away);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean make(String edge) {
        try {
            setup.ensure(List.of(keeping.apply(Topics.commands(edge))));
            return true;
        } catch (KafkaException | IllegalStateException refused) {
            LOG.error("edge {} has no command topic and none can be made", edge, refused);
            return false;
        }
    }
}
