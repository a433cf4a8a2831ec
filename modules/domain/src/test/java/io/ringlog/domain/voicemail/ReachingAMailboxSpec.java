package io.ringlog.domain.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.TransferFailed;
import io.ringlog.domain.journal.CallEvent.TransferFailed.Then;
import io.ringlog.domain.journal.Command.AnswerLeg;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import io.ringlog.kernel.Because.Alternative;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ben has a mailbox, which takes the callers whom none of his forwards takes (REFERENCE section 4.3). */
class ReachingAMailboxSpec {

    private static final String C = "c1";
    private static final RouteTarget BOX = new RouteTarget(DestKind.VOICEMAIL, "vm_1", Map.of());

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void ben_has_a_mailbox() {
        brain.given(Rows.mailbox("vm_1").row(), ben().row());
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    @ParameterizedTest
    @CsvSource({"486, fwd_busy", "603, fwd_busy", "480, fwd_noanswer", "404, fwd_unreachable"})
    void whoever_no_phone_of_the_user_takes_comes_to_the_mailbox(int answer, String unset) {
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(facts.failed(C, "b1", answer));

        assertThat(brain.events(CallRouted.class))
                .extracting(CallRouted::target)
                .containsExactly(BOX);
        var why = brain.reasons(CallRouted.class).getFirst();
        assertThat(why.inputs()).containsEntry("forward", "voicemail_id");
        assertThat(why.alternatives()).contains(new Alternative(unset, "is not set"));
        assertThat(brain.commands()).contains(new AnswerLeg(C, "a"));
    }

    @Test
    void whoever_must_not_be_disturbed_has_callers_in_the_mailbox_at_once() {
        brain.given(ben().dnd().row());

        brain.when(phones.calls(C, "anna", "ben"));

        assertThat(brain.commands(InviteParty.class)).isEmpty();
        assertThat(brain.commands(Play.class))
                .extracting(Play::mediaIds)
                .containsExactly(List.of("vm-busy", "vm-after-tone"));
    }

    @Test
    void a_forward_comes_before_the_mailbox() {
        brain.given(ben().forwardBusy(DestKind.USER, "us_anna").row());
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(facts.failed(C, "b1", 486));

        assertThat(brain.events(CallRouted.class).getFirst().target().kind()).isEqualTo(DestKind.USER);
    }

    @Test
    void who_is_passed_on_to_a_mailbox_is_there_when_it_takes_them() {
        passesOn(Rows.mailbox("vm_2").row().id());
        brain.given(Rows.mailbox("vm_2").row());
        brain.when(facts.split(C, talk()));

        assertThat(brain.events(CallTransferred.class))
                .containsExactly(new CallTransferred(C, "b1", "a", "voicemail vm_2", null));
        assertThat(brain.commands(Play.class))
                .extracting(Play::mediaIds)
                .contains(List.of("vm-greeting", "vm-after-tone"));
    }

    @Test
    void who_is_passed_on_to_a_mailbox_that_takes_nothing_comes_back() {
        passesOn("vm_3");

        brain.when(facts.split(C, talk()));

        TransferFailed failed = brain.events(TransferFailed.class).getFirst();
        assertThat(failed.code()).isEqualTo("routing.target-missing");
        assertThat(failed.then()).isEqualTo(Then.TALKS);
    }

    private void passesOn(String mailboxId) {
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
        Input asked = new TransferRequested(
                "r1", "api1", C, "b1", new TransferTo.Target(DestKind.VOICEMAIL, mailboxId), "key_1");
        brain.given(asked, facts.takenOver(C, "a", "b1"));
    }

    private String talk() {
        return brain.state().call(C).orElseThrow().legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(leg -> ((Leg.InTalk) leg).talkId())
                .findFirst()
                .orElse("");
    }

    private static UserRow ben() {
        return UserRow.user("ben").voicemail("vm_1");
    }
}
