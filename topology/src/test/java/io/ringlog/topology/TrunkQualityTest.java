package io.ringlog.topology;

import static io.ringlog.topology.TestBrain.ACCOUNT;
import static io.ringlog.topology.TestBrain.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.CallEvent.LegLost;
import io.ringlog.domain.journal.CallEvent.LegsRung;
import io.ringlog.domain.journal.CallEvent.RungLeg;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.testing.Draft;
import io.ringlog.kernel.Because;
import io.ringlog.topology.views.LiveTrunk;
import io.ringlog.topology.views.TrunkQuality.Hour;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrunkQualityTest {
    private static final Party CARRIER = new Party.Trunk("tr_1", "49301");

    private final Driver driver = new Driver(ViewsTopology.build(1), AT);
    private int offset;
    private Instant now = AT;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void what_becomes_of_a_trunks_legs_is_counted_by_the_hour() {
        see(rung("b1"));
        see(new LegLost("c1", "b1", CARRIER, 503, "leg.failed", null));
        see(rung("b2"));
        see(new LegConnected("c1", "b2", CARRIER, null));
        see(ended(61));
        see(rung("b3"));
        see(new LegLost("c1", "b3", CARRIER, 487, "leg.lost", true));

        assertThat(hours()).containsExactly(new Hour(hour(), 3, 1, 61, new TreeMap<>(Map.of("503", 1))));

        now = AT.plus(Duration.ofHours(1));
        see(rung("b4"));
        assertThat(hours()).hasSize(2).last().isEqualTo(new Hour(hour(), 1, 0, 0, new TreeMap<>()));
        now = AT.plus(Duration.ofHours(24));
        see(rung("b5"));
        assertThat(hours()).extracting(Hour::attempts).containsExactly(1, 1);
    }

    @Test
    void an_event_that_comes_again_is_counted_once() {
        see(rung("b1"));
        offset--;
        see(rung("b1"));

        assertThat(hours()).extracting(Hour::attempts).containsExactly(1);
    }

    @Test
    void a_carrier_that_answers_with_everything_there_is_fills_no_more_than_its_place() {
        for (int status = 300; status < 700; status++) {
            see(new LegLost("c1", "b1", CARRIER, status, "leg.failed", null));
        }

        assertThat(hours().getFirst().failures()).hasSize(21).containsEntry("other", 380);
    }

    @Test
    void phones_and_legs_to_other_accounts_are_no_trunks() {
        see(new LegsRung("c1", List.of(new RungLeg("b1", new Party.Device("us_1", "dev_1"))), 20, false));

        assertThat(driver.<LiveTrunk>store(Names.TRUNKS).all()).isEmpty();
    }

    private static LegsRung rung(String leg) {
        return new LegsRung("c1", List.of(new RungLeg(leg, CARRIER)), 20, false);
    }

    private CallEnded ended(long seconds) {
        Cdr cdr = Draft.of(Cdr.class)
                .with("callId", "c1")
                .with("accountId", ACCOUNT)
                .with("direction", Direction.OUTBOUND)
                .with("startTs", now)
                .with("endTs", now)
                .with("disposition", Disposition.ANSWERED)
                .with("childCallIds", List.of())
                .with(
                        "outsideLegs",
                        List.of(new Cdr.OutsideLeg(
                                "b2", "tr_1", "route_1", NumberClass.LOCAL, "49301", now, now, seconds)))
                .row();
        return new CallEnded("c1", Disposition.ANSWERED, "called.hung-up", cdr);
    }

    private Instant hour() {
        return now.truncatedTo(ChronoUnit.HOURS);
    }

    private void see(Event event) {
        var record = new EventRecord(
                "0-" + offset + "-0", ACCOUNT, "c1", offset + 1, now, "0-" + offset++, "v", event, Because.of("test"));
        driver.into(Topics.EVENTS.name()).pipeInput(ACCOUNT, Codecs.EVENT.encode(record), now);
    }

    private List<Hour> hours() {
        LiveTrunk row = List.copyOf(driver.<LiveTrunk>store(Names.TRUNKS).all()).getFirst();
        return Objects.requireNonNull(row.quality()).hours();
    }
}
