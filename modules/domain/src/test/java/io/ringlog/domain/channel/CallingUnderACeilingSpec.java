package io.ringlog.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.CallGroup.Member;
import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.journal.CallEvent.CallAdmitted;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallEvent.EmergencyDialled;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.ChannelEvent.ChannelsHeld;
import io.ringlog.domain.journal.ChannelInput.ChannelsGranted;
import io.ringlog.domain.journal.ChannelInput.ChannelsReported;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.state.ChannelWait;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the calls of an office hold of the ceiling of its reseller, and what their callers are told without. */
class CallingUnderACeilingSpec {

    private static final String RESELLER = "acc_r";
    private static final String CEILING = Scopes.ceiling(RESELLER);
    private static final String NUMBER = "12025550123";
    private static final String ABROAD = "0044 20 1111";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut();

    @BeforeEach
    void a_reseller_is_above() {
        Account office = brain.state().config().account(Rows.ACCOUNT).orElseThrow();
        brain.given((ConfigRow) Draft.like(office).with("ceilingOf", RESELLER).row());
        brain.given(Rows.trunk(), Rows.did(NUMBER, DestKind.USER, "us_ben"));
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    private void grants(long total) {
        brain.when(new ChannelsGranted(RESELLER, 0, total, 9, false));
    }

    @Test
    void a_caller_without_a_channel_is_told_whose_ceiling_it_is() {
        grants(1);
        assertThat(brain.events(ChannelsHeld.class)).containsExactly(new ChannelsHeld(RESELLER, 1, 9));
        brain.given(phones.calls("c1", "anna", ABROAD));

        brain.when(phones.calls("c2", "anna", ABROAD));

        RefuseCall refusal = brain.commands(RefuseCall.class).getFirst();
        assertThat(refusal.status()).isEqualTo(480);
        assertThat(refusal.reason()).isEqualTo("Q.850;cause=34");
        assertThat(refusal.warning()).isEqualTo("admission.reseller-full");
        assertThat(brain.reasons(CallRefused.class).getFirst().inputs())
                .containsEntry(CEILING, "ceiling:acc_r 1 of 1 held, of its 9");
    }

    @Test
    void a_call_says_what_it_holds() {
        grants(1);

        brain.when(phones.calls("c1", "anna", ABROAD));

        assertThat(brain.events(CallAdmitted.class).getFirst().scopes()).contains(CEILING);
        assertThat(brain.state().holders(CEILING)).containsExactly("c1");
    }

    @Test
    void calls_inside_the_account_hold_nothing_of_it() {
        brain.when(phones.calls("c1", "anna", "ben"));

        assertThat(brain.events(CallRefused.class)).isEmpty();
        assertThat(brain.state().holders(CEILING)).isEmpty();
    }

    @Test
    void help_goes_through_without_a_channel_and_counts() {
        brain.when(phones.calls("c1", "anna", "112"));

        assertThat(brain.events(EmergencyDialled.class)).hasSize(1);
        assertThat(brain.state().holders(CEILING)).containsExactly("c1");
    }

    @Test
    void a_call_that_came_in_and_leaves_again_is_one() {
        brain.given(
                (ConfigRow) Rows.did(NUMBER, DestKind.FORWARD, "fw_1"),
                new Forward("fw_1", Rows.ACCOUNT, "abroad", ABROAD, CidRule.CALLER, Forward.Confirm.NEVER));
        grants(1);

        brain.when(facts.inviteFromTrunk("c1", Rows.TRUNK, "4930999", NUMBER));

        assertThat(brain.events(NumberDialled.class)).hasSize(1);
        assertThat(brain.state().holders(CEILING)).containsExactly("c1");
    }

    private void group(Member... members) {
        brain.given(
                (ConfigRow) Rows.extension("600", DestKind.RING_GROUP, "rg_1"),
                GroupRow.group("rg_1").members(members).row(),
                new Forward("fw_1", Rows.ACCOUNT, "abroad", ABROAD, CidRule.CALLER, Forward.Confirm.NEVER),
                new Forward("fw_2", Rows.ACCOUNT, "mobile", "0171 1234567", CidRule.CALLER, Forward.Confirm.NEVER),
                new Forward("fw_3", Rows.ACCOUNT, "office", "089 1234567", CidRule.CALLER, Forward.Confirm.NEVER));
    }

    /** What the account has asked its reseller for last. */
    private ChannelsReported said() {
        return brain.state().channels().quota(RESELLER).orElseThrow().said();
    }

    @Test
    void a_call_inside_that_a_phone_of_a_group_takes_gives_the_channel_back() {
        group(new Member("us_ben", 0, 0, null), new Member(null, 1, 0, null, "fw_1"));
        grants(1);
        brain.given(phones.calls("c1", "anna", "600"));
        assertThat(brain.state().holders(CEILING)).containsExactly("c1");
        assertThat(said().wish()).isEqualTo(1);

        brain.when(facts.answered("c1", "b1"));

        assertThat(brain.state().holders(CEILING)).isEmpty();
        assertThat(said().wish()).isZero();
    }

    @Test
    void a_call_from_outside_that_a_phone_of_a_group_takes_keeps_its_own() {
        group(new Member("us_ben", 0, 0, null), new Member(null, 1, 0, null, "fw_1"));
        brain.given((ConfigRow) Rows.did(NUMBER, DestKind.RING_GROUP, "rg_1"));
        grants(1);
        brain.given(facts.inviteFromTrunk("c1", Rows.TRUNK, "4930999", NUMBER));

        brain.when(facts.answered("c1", "b1"));

        assertThat(brain.state().holders(Scopes.account(Direction.OUTBOUND))).isEmpty();
        assertThat(brain.state().holders(CEILING)).containsExactly("c1");
    }

    @Test
    void a_call_inside_that_no_number_of_a_group_takes_gives_the_channel_back() {
        group(new Member(null, 0, 0, null, "fw_1"));
        brain.given((ConfigRow) GroupRow.group("rg_1")
                .members(new Member(null, 0, 0, null, "fw_1"))
                .noAnswer(DestKind.USER, "us_ben")
                .row());
        grants(1);
        brain.given(phones.calls("c1", "anna", "600"));

        brain.when(facts.failed("c1", "b1", 486));

        assertThat(brain.state().call("c1")).isPresent();
        assertThat(brain.state().holders(CEILING)).isEmpty();
    }

    @Test
    void a_call_that_finds_no_channel_for_several_numbers_needs_one() {
        group(
                new Member("us_ben", 0, 0, null),
                new Member(null, 1, 0, null, "fw_1"),
                new Member(null, 2, 0, null, "fw_2"),
                new Member(null, 3, 0, null, "fw_3"));

        brain.when(phones.calls("c1", "anna", "600"));

        assertThat(brain.state().channels().waiting().map(ChannelWait::need)).contains(1);
        assertThat(said().need()).isEqualTo(1);
        brain.when(phones.calls("c2", "anna", ABROAD));
        assertThat(said().need()).isEqualTo(2);
    }
}
