package io.ringlog.app.rest;

import io.ringlog.api.port.Brain;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Outgoing.EffectRecord;
import io.ringlog.topology.StreamsSettings;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.TopicFollower;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Writes questions to the journal and waits for the brain's replies to this process. */
public final class JournalBrain implements Brain, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BOUND = 1_000;

    private final String node;
    private final JournalWriter journal;
    private final TopicFollower replies;
    private final Map<String, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();

    private JournalBrain(KafkaClients clients, String node) {
        this.node = node;
        this.journal = new JournalWriter(clients.journalProducer(node + "-asks"), BOUND);
        this.replies = new TopicFollower(
                clients.reader(node + "-replies", Isolation.READ_UNCOMMITTED), Topics.REPLIES, this::seen);
    }

    /** {@code node} names this process among those that ask; replies to others are left alone. */
    public static JournalBrain start(KafkaClients clients, String node) {
        var brain = new JournalBrain(clients, node);
        brain.replies.start();
        return brain;
    }

    /** Why no answer is heard now, in words. */
    public Optional<String> trouble() {
        return replies.trouble();
    }

    /** The commit, and as much again for the views to read it. */
    @Override
    public Duration shownWithin() {
        return StreamsSettings.COMMIT.multipliedBy(2);
    }

    @Override
    public Reply ask(String account, Question question) {
        String id = "req_" + UUID.randomUUID();
        var answer = new CompletableFuture<Reply>();
        waiting.put(id, answer);
        try {
            Input input = question.with(id, node);
            journal.write(JournalWriter.Entry.of(account, id, input, "api/" + node))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw Refused.of(Why.LATE, "the brain did not answer within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof RecordTooLargeException) {
                throw Refused.of(Why.TOO_LARGE, "the question may have " + JournalWriter.LARGEST + " bytes");
            }
            throw Refused.of(Why.AWAY, "the journal cannot be written now");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.of(Why.AWAY, "the process is stopping");
        } finally {
            waiting.remove(id);
        }
    }

    @Override
    public void close() {
        replies.close();
        journal.close();
    }

    private void seen(TopicFollower.Seen record) {
        if (Codecs.EFFECT.decode(record.value()) instanceof Decoded.Ok<EffectRecord>(var effect)
                && effect.effect() instanceof Reply reply) {
            var answer = waiting.get(reply.requestId());
            if (answer != null) {
                answer.complete(reply);
            }
        }
    }
}
