package io.ringlog.topology;

import static io.ringlog.topology.TestBrain.ACCOUNT;
import static io.ringlog.topology.TestBrain.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.FraudRule.Watch;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.FraudEvent;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.kernel.Because;
import io.ringlog.topology.views.LiveFraud;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FraudsProjectorTest {
    private final Driver driver = new Driver(ViewsTopology.build(1), AT);
    private int offset;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void a_fraud_rule_shows_what_it_told_of_and_stops_until_it_begins_anew() {
        see(new FraudEvent.FraudSuspected("frd_1", Watch.MINUTES, 10, 10, "call_1"));
        see(new FraudEvent.FraudBlocked("frd_1", Watch.MINUTES, 61, 60, AT.plusSeconds(3_600)));
        see(new FraudEvent.FraudSuspected("frd_1", Watch.MINUTES, 62, 10, "call_2"));
        var warned = new LiveFraud.Warned(AT, Watch.MINUTES, 62, 10, "call_2");
        var blocked = new LiveFraud.Blocked(AT, AT.plusSeconds(3_600), Watch.MINUTES, 61, 60);
        assertThat(rows()).containsExactly(new LiveFraud("frd_1", warned, blocked));

        see(new FraudEvent.FraudBlockLifted("frd_1", "fraud.over", null, null));
        assertThat(rows()).containsExactly(new LiveFraud("frd_1", warned, null));

        see(new FraudEvent.FraudBlockLifted("frd_1", "fraud.lifted", "a fair", "key:k1"));
        assertThat(rows()).isEmpty();
    }

    @Test
    void a_fraud_rule_that_is_changed_has_told_of_nothing() {
        see(new FraudEvent.FraudBlocked("frd_1", Watch.CALLS, 61, 60, AT.plusSeconds(3_600)));

        see(new Event.ConfigApplied("frd_1", "FraudRule", 2, false));

        assertThat(rows()).isEmpty();
    }

    private void see(Event event) {
        var record = new EventRecord(
                "0-" + offset + "-0", ACCOUNT, null, 0, AT, "0-" + offset++, "v", event, Because.of("test"));
        driver.into(Topics.EVENTS.name()).pipeInput(ACCOUNT, Codecs.EVENT.encode(record), AT);
    }

    private List<LiveFraud> rows() {
        return List.copyOf(driver.<LiveFraud>store(Names.FRAUDS).all());
    }
}
