package io.ringlog.domain.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.FromOverwritten;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command.CallerId;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.OverwriteFrom;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is called sees the From as it was sent: it names the caller, or nobody. */
class ShowingANameSpec {

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void the_callee_is_there() {
        brain.given(phones.registers("ben"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "", "anonymous", "Anonymous"})
    void a_caller_may_show_itself_or_nobody(String shown) {
        brain.when(showing(shown));

        assertThat(brain.events(CallRefused.class)).isEmpty();
    }

    @Test
    void an_extension_of_the_callers_own_is_a_name_of_its() {
        brain.whenSaved(Rows.extension("101", DestKind.USER, "us_anna"));
        brain.whenSaved(Rows.extension("102", DestKind.USER, "us_ben"));
        brain.when(showing("101"));
        assertThat(brain.events(CallRefused.class)).isEmpty();

        brain.when(facts.inviteShowing("call2", phones.answer("anna", "INVITE"), "102", "ben"));
        assertThat(brain.events(CallRefused.class).getFirst().code()).isEqualTo("auth.from-of-another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ben", "nobody-known", "4930123"})
    void the_name_of_another_is_refused_and_the_record_names_who_it_was(String shown) {
        brain.when(showing(shown));

        assertThat(brain.commands(RefuseCall.class).getFirst().status()).isEqualTo(403);
        assertThat(brain.events(CallRefused.class).getFirst().code()).isEqualTo("auth.from-of-another");
        assertThat(brain.events(CallStarted.class).getFirst().from()).isEqualTo("anna");
    }

    @Test
    void an_account_may_have_the_name_of_another_overwritten_instead() {
        brain.given(Draft.like(Rows.account())
                .with("fromOfAnother", Account.FromOfAnother.OVERWRITE)
                .row());

        brain.when(showing("ben"));

        assertThat(brain.events(CallRefused.class)).isEmpty();
        assertThat(brain.events(FromOverwritten.class)).containsExactly(new FromOverwritten("call1", "ben", "anna"));
        assertThat(brain.commands(OverwriteFrom.class))
                .containsExactly(new OverwriteFrom("call1", new CallerId("anna", "User anna")));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reception", "anna", "us_anna", "+4930555", "4930555"})
    void a_device_may_show_its_login_and_every_name_and_the_number_of_its_user(String shown) {
        brain.given(Draft.like(UserRow.user("anna").row())
                .with("outCidNumber", "+4930555")
                .row());
        brain.given(Rows.device("dev_reception", "us_anna", "reception", 1, true));

        brain.when(facts.inviteShowing("call1", phones.answer("reception", "INVITE"), shown, "ben"));

        assertThat(brain.events(CallRefused.class)).isEmpty();
        assertThat(brain.events(CallStarted.class)).hasSize(1);
    }

    @Test
    void a_number_of_another_is_refused_to_a_caller_who_has_one_of_its_own() {
        brain.given(Draft.like(UserRow.user("anna").row())
                .with("outCidNumber", "4930555")
                .row());

        brain.when(showing("+4930556"));

        assertThat(brain.events(CallRefused.class).getFirst().code()).isEqualTo("auth.from-of-another");
    }

    @Test
    void an_extension_that_leads_to_a_queue_is_nobodys_name() {
        brain.whenSaved(Rows.extension("103", DestKind.QUEUE, "us_anna"));

        brain.when(showing("103"));

        assertThat(brain.events(CallRefused.class).getFirst().code()).isEqualTo("auth.from-of-another");
    }

    private CallFact.InviteReceived showing(String shown) {
        return facts.inviteShowing("call1", phones.answer("anna", "INVITE"), shown, "ben");
    }
}
