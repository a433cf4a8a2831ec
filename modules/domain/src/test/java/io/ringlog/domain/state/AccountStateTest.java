package io.ringlog.domain.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AccountStateTest {

    private final AccountState state = new AccountState();

    @Test
    void what_is_put_can_be_removed() {
        List<Granule> granules = List.of(
                AgentState.unknown(Rows.ACCOUNT, "us_1", BrainSpec.START),
                QueueState.empty(Rows.ACCOUNT, "q_1"),
                new Lease(Rows.ACCOUNT, "c1", new TreeSet<>(List.of("user:us_1"))),
                new Window(Rows.ACCOUNT, "lim_1", List.of(BrainSpec.START)),
                new Contacts(Rows.ACCOUNT, "a@b", "dev_1", "us_1", "ha1", List.of()),
                new NonceUse(Rows.ACCOUNT, "dev_1", List.of(), null),
                new Granule.Configured(QueueRow.queue("q_1").row(), 7),
                new Granule.EdgeMark(Rows.ACCOUNT, "edge1", 1, 1),
                new Granule.TimerSet(
                        Rows.ACCOUNT, new Timer("t1", BrainSpec.START, new Timer.Purpose.MaxDuration("c1"))));

        granules.forEach(state::put);
        granules.forEach(state::remove);

        assertThat(state.agents()).isEmpty();
        assertThat(state.queue("q_1")).isEmpty();
        assertThat(state.lease("c1")).isEmpty();
        assertThat(state.holders("user:us_1")).isEmpty();
        assertThat(state.window("lim_1")).isEmpty();
        assertThat(state.contacts("a@b")).isEmpty();
        assertThat(state.aorsOf("us_1")).isEmpty();
        assertThat(state.nonceUse("dev_1")).isEmpty();
        assertThat(state.config().queue("q_1")).isEmpty();
        assertThat(state.mark("edge1")).isEmpty();
        assertThat(state.timer("t1")).isEmpty();
        assertThat(state.timers()).isEmpty();
        assertThat(state.config().version()).isEqualTo(7);
    }

    @Test
    void removing_what_is_not_there_changes_nothing() {
        state.remove(new Lease(Rows.ACCOUNT, "c1", new TreeSet<>()));
        state.remove(new Contacts(Rows.ACCOUNT, "a@b", "dev_1", "us_1", "ha1", List.of()));
        state.remove(new Granule.Configured(QueueRow.queue("q_1").row(), 7));

        assertThat(state.calls()).isEmpty();
    }

    @Test
    void the_clock_is_no_accounts_and_versions_only_grow() {
        Granule clock = new Granule.PartitionClock(BrainSpec.START);

        assertThatThrownBy(() -> state.put(clock)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> state.remove(clock)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> state.remove(new Granule.ConfigMark(Rows.ACCOUNT, 3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_two_rows_have_belongs_to_the_last_one_put() {
        state.put(new Granule.Configured(Rows.did("100", DestKind.USER, "us_1"), 1));
        state.put(new Granule.Configured(
                Draft.like(Rows.did("100", DestKind.USER, "us_2"))
                        .with("id", "did_new")
                        .row(),
                2));

        assertThat(state.config().did("100").orElseThrow().dest())
                .isEqualTo(new RouteTarget(DestKind.USER, "us_2", Map.of()));
    }

    @Test
    void a_user_keeps_its_other_devices_when_one_is_removed() {
        Granule desk = new Granule.Configured(Rows.device("dev_desk", "us_1", "desk", 0, true), 1);
        Granule mobile = new Granule.Configured(Rows.device("dev_mobile", "us_1", "mobile", 1, true), 2);
        state.put(desk);
        state.put(mobile);

        state.remove(desk);
        assertThat(state.config().devicesOf("us_1")).extracting(SipDevice::id).containsExactly("dev_mobile");

        state.remove(mobile);
        assertThat(state.config().devicesOf("us_1")).isEmpty();
    }

    @Test
    void a_flows_name_belongs_to_its_newest_version_in_whatever_order_they_come_back() {
        state.put(new Granule.Configured(Rows.flow("flow_1", 2, Rows.graph(List.of())), 2));
        state.put(new Granule.Configured(Rows.flow("flow_1", 1, Rows.graph(List.of())), 1));

        assertThat(state.config().flow("flow_1").orElseThrow().version()).isEqualTo(2);

        state.put(new Granule.Configured(Rows.flow("flow_1", 3, Rows.graph(List.of())), 3));
        assertThat(state.config().flow("flow_1").orElseThrow().version()).isEqualTo(3);
    }
}
