package io.ringlog.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.Brains;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.ConfigInput.RowSaved;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Source;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.testing.SmallPlan;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.TopicSpec;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What one proxied call leaves in the log; docs/architecture.md has the table. A record more in each call is a
 * decision, not an accident.
 */
class RecordsPerCallTest {
    private static final String CALL = "call_1";
    /** Key, headers and what Kafka adds, of a fact. */
    private static final int RECORD_OVERHEAD = 150;

    private final Driver driver = new Driver(
            BrainTopology.build(
                    () -> Brains.create("0.1.0", (secret, context) -> secret, new SmallPlan()),
                    CommandTopics.ALL,
                    TimerPost.of(new JournalWriter(
                            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()), 10))),
            TestBrain.AT);

    private Instant now = TestBrain.AT;
    private long seq;
    private int written;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void a_proxied_call_is_four_facts_and_writes_each_event_once() {
        open();

        journal(invite());
        List<TestRecord<String, byte[]>> commands = driver.outOf(Topics.commandsName("edge-1"));
        String leg = rung(commands);
        journal(new CallFact.LegProgressed(stamp(), CALL, leg, 180, false));
        journal(new CallFact.LegAnswered(stamp(), CALL, leg));
        journal(new CallFact.LegEnded(stamp(), CALL, CallFact.CALLER, EndedBy.PARTY, null));

        assertThat(driver.outOf(Topics.QUARANTINE.name())).isEmpty();
        assertThat(commands).hasSize(1);
        assertThat(driver.outOf(Topics.commandsName("edge-1"))).isEmpty();
        var cdrs = driver.outOf(Topics.CDR.name());
        assertThat(cdrs).hasSize(1);
        var events = driver.outOf(Topics.EVENTS.name());
        assertThat(events).hasSize(7);
        assertThat(headers(events)).isLessThan(85 * events.size());
        assertThat(values(events)).isLessThan(425 * events.size());
        assertThat(written + size(commands) + size(cdrs) + size(events))
                .as("bytes a call leaves in the log, as docs/operations.md says")
                .isLessThan(8_000);
    }

    @Test
    void a_call_that_is_over_leaves_no_timer_behind() {
        open();

        journal(invite());
        String leg = rung(driver.outOf(Topics.commandsName("edge-1")));
        journal(new CallFact.LegAnswered(stamp(), CALL, leg));
        journal(new CallFact.LegEnded(stamp(), CALL, CallFact.CALLER, EndedBy.PARTY, null));

        assertThat(driver.<Granule>store(Names.GRANULES).all())
                .filteredOn(Granule.TimerSet.class::isInstance)
                .extracting(timer -> ((Granule.TimerSet) timer).timer().purpose())
                .noneMatch(purpose -> purpose.toString().contains(CALL));
    }

    private void open() {
        List.copyOf(SmallTenant.rows()).forEach(row -> journal(new RowSaved(row, ++seq, "test")));
        seq = 0;
        journal(SmallTenant.register(stamp(), "us_a", 1));
        List<TopicSpec> before = List.of(Topics.EVENTS, Topics.CDR, Topics.QUARANTINE);
        before.forEach(topic -> driver.outOf(topic.name()));
        driver.outOf(Topics.commandsName("edge-1"));
        written = 0;
    }

    private CallFact invite() {
        return new CallFact.InviteReceived(
                stamp(),
                CALL,
                SmallTenant.TO_PERSON,
                "a.example",
                "49151",
                "carrier.example",
                null,
                null,
                "tr_1",
                SmallTenant.ACCOUNT,
                new Source("127.0.0.2", 5060, "udp", null, false),
                "sip-1",
                null,
                List.of("pcmu"),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static String rung(List<TestRecord<String, byte[]>> commands) {
        var invite = (InviteParty)
                Codecs.COMMAND.decode(commands.getFirst().value()).orThrow().command();
        return invite.targets().getFirst().legId();
    }

    private EdgeStamp stamp() {
        return new EdgeStamp("edge-1", 1, ++seq, now);
    }

    private void journal(Input input) {
        now = now.plus(Duration.ofMillis(100));
        byte[] record = Codecs.INPUT.encode(input);
        written += record.length + RECORD_OVERHEAD;
        driver.into(Topics.JOURNAL.name()).pipeInput(SmallTenant.ACCOUNT, record, now);
    }

    /** With what Kafka adds to a record in a batch: some twenty bytes and the key. */
    private static int size(List<TestRecord<String, byte[]>> records) {
        return values(records) + headers(records) + records.size() * (20 + SmallTenant.ACCOUNT.length());
    }

    private static int values(List<TestRecord<String, byte[]>> records) {
        return records.stream().mapToInt(record -> record.value().length).sum();
    }

    private static int headers(List<TestRecord<String, byte[]>> records) {
        return records.stream()
                .flatMap(record -> List.of(record.headers().toArray()).stream())
                .mapToInt(RecordsPerCallTest::bytes)
                .sum();
    }

    private static int bytes(Header header) {
        return header.key().length() + header.value().length;
    }
}
