package io.ringlog.domain.ringgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.CallGroup.Member;
import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command.CancelLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ben and a mobile outside ring at once; the account reaches the mobile by two trunks. */
class StandingInForATrunkSpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut();

    @BeforeEach
    void everybody_is_there() {
        brain.given(
                Rows.did("4930600", DestKind.RING_GROUP, "rg_1"),
                GroupRow.group("rg_1")
                        .members(new Member("us_ben", 0, 0, null), new Member(null, 1, 0, null, "fwd_1"))
                        .row(),
                new Forward(
                        "fwd_1", Rows.ACCOUNT, "mobile", "0171 1234567", CidRule.CALLER, Forward.Confirm.IN_GROUPS));
        brain.given(phones.registers("ben"));
    }

    private void calls() {
        brain.when(facts.inviteFromTrunk(C, "tr_1", "4940111", "4930600"));
    }

    private List<String> trunksRung() {
        return brain.commands(InviteParty.class).stream()
                .flatMap(it -> it.targets().stream())
                .map(it -> it.contact().uri().replaceAll(".*@|[.].*", ""))
                .filter(it -> it.startsWith("tr-"))
                .toList();
    }

    @Test
    void where_all_ring_at_once_another_trunk_stands_in_for_one_that_fails_and_the_others_ring_on() {
        calls();
        assertThat(trunksRung()).containsExactly("tr-1");

        brain.when(facts.failed(C, "b2", 503));

        assertThat(trunksRung()).containsExactly("tr-2");
        assertThat(brain.commands(CancelLegs.class)).isEmpty();
        assertThat(brain.state().call(C).orElseThrow().ringing()).hasSize(2);
        brain.given(facts.answered(C, "b3"));
        brain.when(presses3());
        assertThat(brain.events(LegConnected.class))
                .extracting(LegConnected::legId)
                .containsExactly("b3");
    }

    private DigitsGathered presses3() {
        String question =
                ((Leg.Ringing) brain.state().call(C).orElseThrow().leg("b3").orElseThrow()).asked();
        return new DigitsGathered(facts.stamp(), C, "b3", String.valueOf(question), "1", GatherEnd.COMPLETE);
    }

    @Test
    void a_trunk_that_stays_silent_is_stood_in_for_no_longer_than_the_group_rings() {
        calls();

        brain.whenPassed(Duration.ofSeconds(15));

        assertThat(trunksRung()).containsExactly("tr-2");
        brain.whenPassed(Duration.ofSeconds(10));
        assertThat(brain.events(CallEnded.class)).hasSize(1);
    }

    @Test
    void what_a_trunk_says_of_the_number_holds_for_the_others() {
        calls();

        brain.when(facts.failed(C, "b2", 486));

        assertThat(trunksRung()).isEmpty();
        brain.when(facts.failed(C, "b1", 486));
        assertThat(brain.events(CallEnded.class)).hasSize(1);
    }

    @Test
    void a_trunk_that_has_become_full_meanwhile_stands_in_for_nobody() {
        brain.given(
                Phones.trunk("tr_2").with("maxChannels", 1).row(),
                Phones.trunk("tr_3").row(),
                Rows.route("route_1", "tr_1", "tr_2", "tr_3").row());
        calls();
        brain.given(facts.inviteFromTrunk("c9", "tr_2", "4940222", "4930600"));

        brain.when(facts.failed(C, "b2", 503));

        assertThat(trunksRung()).containsExactly("tr-3");
    }
}
