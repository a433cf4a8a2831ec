package io.ringlog.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingTheTargetSpec {

    private static final String NUMBER = "12025550123";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void ben_has_a_number_and_an_extension() {
        brain.given(
                Rows.trunk(),
                Rows.did(NUMBER, DestKind.USER, "us_ben"),
                Rows.extension("200", DestKind.USER, "us_ben"));
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    @Test
    void a_number_leads_to_its_target_and_says_so() {
        brain.when(facts.inviteFromTrunk("call_1", Rows.TRUNK, "491511234", "+1 202-555-0123"));
        assertThat(brain.events(CallRouted.class).getFirst().target())
                .isEqualTo(new RouteTarget(DestKind.USER, "us_ben", Map.of()));
        assertThat(brain.reasons(CallRouted.class).getFirst().inputs()).containsEntry("number", NUMBER);
    }

    @Test
    void an_extension_is_reached_from_inside() {
        brain.when(phones.calls("call_1", "anna", "200"));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
    }

    @Test
    void an_extension_is_not_reached_from_outside() {
        brain.when(facts.inviteFromTrunk("call_1", Rows.TRUNK, "491511234", "200"));
        assertThat(refusedBy()).isEqualTo("routing.unknown-number");
    }

    @Test
    void a_number_of_the_own_account_is_reached_from_inside() {
        brain.when(phones.calls("call_1", "anna", "+12025550123"));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
        brain.when(facts.cancelled("call_1"));
        assertThat(brain.events(CallEnded.class).getFirst().cdr().direction()).isEqualTo(Direction.INTERNAL);
    }

    @Test
    void a_number_may_refuse_callers_without_a_number() {
        Did open = Rows.did(NUMBER, DestKind.USER, "us_ben");
        brain.given((ConfigRow) withoutAnonymous(open));
        brain.when(facts.inviteFromTrunk("call_1", Rows.TRUNK, "anonymous", NUMBER));
        assertThat(refusedBy()).isEqualTo("routing.anonymous-refused");
    }

    @Test
    void a_caller_from_nowhere_has_no_number_whatever_stands_in_its_place() {
        brain.given((ConfigRow) withoutAnonymous(Rows.did(NUMBER, DestKind.USER, "us_ben")));
        brain.when(Draft.like(facts.inviteFromTrunk("call_1", Rows.TRUNK, "restricted", NUMBER))
                .with("fromDomain", "Anonymous.Invalid")
                .row());
        assertThat(refusedBy()).isEqualTo("routing.anonymous-refused");
        CallStarted started = brain.events(CallStarted.class).getFirst();
        assertThat(started.from()).isEqualTo("anonymous");
        assertThat(started.caller()).isEqualTo(new Party.Trunk(Rows.TRUNK, "anonymous"));
    }

    @Test
    void a_target_that_does_not_exist_is_refused_on_the_route() {
        brain.given((ConfigRow) Rows.did(NUMBER, DestKind.USER, "us_gone"));
        brain.when(facts.inviteFromTrunk("call_1", Rows.TRUNK, "491511234", NUMBER));
        assertThat(refusedBy()).isEqualTo("routing.target-missing");
    }

    @Test
    void a_number_that_leads_nowhere_is_refused_where_the_account_says_nothing() {
        brain.given((ConfigRow) Rows.did(NUMBER, null, null));
        brain.when(facts.inviteFromTrunk("call_1", Rows.TRUNK, "491511234", NUMBER));
        assertThat(refusedBy()).isEqualTo("routing.no-route");
    }

    @Test
    void forwarding_always_goes_there_at_once() {
        brain.given((ConfigRow)
                UserRow.user("ben").forwardAlways(DestKind.USER, "us_anna").row());
        brain.when(facts.inviteFromTrunk("call_1", Rows.TRUNK, "491511234", NUMBER));
        assertThat(brain.commands(InviteParty.class)
                        .getFirst()
                        .targets()
                        .getFirst()
                        .contact()
                        .uri())
                .startsWith("sip:anna@");
    }

    @Test
    void do_not_disturb_goes_to_the_busy_target() {
        brain.given((ConfigRow)
                UserRow.user("ben").dnd().forwardBusy(DestKind.USER, "us_anna").row());
        brain.when(facts.inviteFromTrunk("call_1", Rows.TRUNK, "491511234", NUMBER));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
        assertThat(brain.reasons(CallRouted.class).getLast().inputs())
                .containsEntry("user", "us_ben")
                .containsEntry("dnd", "true");
    }

    @Test
    void a_busy_user_forwards_and_a_silent_one_forwards_elsewhere() {
        brain.given((ConfigRow)
                UserRow.user("ben").forwardBusy(DestKind.USER, "us_anna").row());
        brain.given(facts.inviteFromTrunk("call_1", Rows.TRUNK, "491511234", NUMBER));
        brain.when(facts.failed("call_1", "b1", 486));
        assertThat(brain.commands(InviteParty.class)
                        .getFirst()
                        .targets()
                        .getFirst()
                        .legId())
                .isEqualTo("b2");
    }

    @Test
    void two_users_who_forward_to_each_other_do_not_go_round_for_ever() {
        brain.given(
                UserRow.user("anna").forwardAlways(DestKind.USER, "us_ben").row(),
                UserRow.user("ben").forwardAlways(DestKind.USER, "us_anna").row());
        brain.when(facts.inviteFromTrunk("call_1", Rows.TRUNK, "491511234", NUMBER));
        assertThat(refusedBy()).isEqualTo("routing.too-many-hops");
        assertThat(brain.events(CallRouted.class)).hasSize(8);
        assertThat(brain.reasons(CallRefused.class).getFirst().inputs())
                .containsEntry("target", "USER us_ben")
                .containsEntry("by", "routing.forward-always");
    }

    @Test
    void a_hang_up_target_ends_the_call() {
        brain.given((ConfigRow) Rows.did(NUMBER, DestKind.HANGUP, null));
        brain.when(facts.inviteFromTrunk("call_1", Rows.TRUNK, "491511234", NUMBER));
        assertThat(brain.events(CallEnded.class)).hasSize(1);
    }

    @Test
    void a_number_pointing_at_an_extension_follows_it() {
        brain.given((ConfigRow) Rows.did(NUMBER, DestKind.EXTENSION, "ext_200"));
        brain.when(facts.inviteFromTrunk("call_1", Rows.TRUNK, "491511234", NUMBER));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
    }

    private String refusedBy() {
        return brain.events(CallRefused.class).getFirst().code();
    }

    private static Did withoutAnonymous(Did did) {
        return Draft.like(did).with("allowAnonymous", false).row();
    }
}
