package io.ringlog.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The driver commits after each record, so what one record does is what happens between two commits. */
class LiveStoreTest {
    private static final LiveStore.Format<String> TEXT =
            new LiveStore.Format<>(text -> text.getBytes(UTF_8), bytes -> new String(bytes, UTF_8));

    private final Driver driver = new Driver(topology(), TestBrain.AT);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void the_changelog_gets_a_key_once_in_a_commit_with_its_last_value() {
        between("a=1", "a=2", "b=1", "a=3");

        assertThat(logged()).containsExactlyInAnyOrder("a=3", "b=1");
    }

    @Test
    void what_came_and_went_between_two_commits_leaves_no_record() {
        between("a=1", "a-");
        assertThat(logged()).isEmpty();

        between("a=1");
        between("a-", "a=2", "a-");
        between("a-");
        assertThat(logged()).containsExactly("a=1", "a=null");
    }

    @Test
    void the_same_value_again_is_no_change() {
        between("a=1");
        between("a=1");

        assertThat(logged()).containsExactly("a=1");
    }

    @Test
    void a_prefix_finds_its_keys_in_their_order_at_once() {
        between("x/2=two", "y/1=other", "x/1=one");

        assertThat(asked("x/")).containsExactly("one", "two");
    }

    @Test
    void a_store_that_is_not_awake_says_so() {
        var asleep = new LiveStore<>("asleep", TEXT);

        var answer = asleep.query(new LiveStore.Prefix<String>(""), PositionBound.unbounded(), new QueryConfig(false));

        assertThat(answer.getFailureReason()).isEqualTo(FailureReason.NOT_ACTIVE);
    }

    private void between(String... changes) {
        driver.into("in").pipeInput("any", String.join(",", changes).getBytes(UTF_8), TestBrain.AT);
    }

    private List<String> logged() {
        return driver.outOf("test-texts-changelog").stream()
                .map(it -> it.key() + "=" + (it.value() == null ? null : new String(it.value(), UTF_8)))
                .toList();
    }

    private List<String> asked(String prefix) {
        return driver.<String>store("texts")
                .query(new LiveStore.Prefix<String>(prefix), PositionBound.unbounded(), new QueryConfig(false))
                .getResult();
    }

    private static Topology topology() {
        return new Topology()
                .addSource("in", new StringDeserializer(), new ByteArrayDeserializer(), "in")
                .addProcessor("changes", Changes::new, "in")
                .addStateStore(Stores.live("texts", TEXT), "changes")
                .addSink("out", "out", new StringSerializer(), new ByteArraySerializer(), "changes");
    }

    /** {@code a=1} puts, {@code a-} removes. */
    private static final class Changes extends ContextualProcessor<String, byte[], String, byte[]> {
        private LiveStore<String> texts;

        @SuppressWarnings("NullAway.Init")
        Changes() {}

        @Override
        public void init(ProcessorContext<String, byte[]> context) {
            texts = context.getStateStore("texts");
            texts.wake();
        }

        @Override
        public void process(Record<String, byte[]> record) {
            for (String change : new String(record.value(), UTF_8).split(",")) {
                String[] words = change.split("=");
                if (words.length == 2) {
                    texts.put(words[0], words[1]);
                } else {
                    texts.remove(change.substring(0, change.length() - 1));
                }
            }
        }
    }
}
