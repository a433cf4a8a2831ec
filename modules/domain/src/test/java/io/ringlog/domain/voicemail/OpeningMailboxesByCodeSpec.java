package io.ringlog.domain.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.FeatureCode;
import io.ringlog.domain.config.FeatureCode.Feature;
import io.ringlog.domain.journal.CallAsked;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command.Gather;
import io.ringlog.domain.journal.VoicemailEvent.MailboxAsked;
import io.ringlog.domain.journal.VoicemailEvent.MailboxOpened;
import io.ringlog.domain.journal.VoicemailEvent.MailboxRefused;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna dials the code of her own mailbox, and that of Ben's, which has a PIN. */
class OpeningMailboxesByCodeSpec {

    private static final String RIGHT = "5a17.right";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void both_have_mailboxes() {
        brain.given(
                with("anna", "vm_anna"),
                with("ben", "vm_ben"),
                Rows.mailbox("vm_anna").row(),
                Rows.mailbox("vm_ben").with("pinHash", RIGHT).row(),
                Rows.mailbox("vm_shared").with("pinHash", RIGHT).row(),
                Rows.extension("102", DestKind.USER, "us_ben"),
                Rows.extension("190", DestKind.VOICEMAIL, "vm_shared"));
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    private static ConfigRow with(String name, String mailboxId) {
        return (ConfigRow) Draft.like(UserRow.user(name).row())
                .with("voicemailId", mailboxId)
                .row();
    }

    private void dials(String name, String code) {
        brain.when(phones.calls("c1", name, code));
    }

    private void types(String keys, GatherEnd end) {
        brain.when(facts.gathered("c1", brain.hears("c1", "a"), keys, end));
    }

    private String asked() {
        return String.join(" ", brain.commands(Gather.class).getFirst().mediaIds());
    }

    private String refusal() {
        return brain.events(CallRefused.class).getFirst().code();
    }

    @Test
    void ones_own_mailbox_without_a_pin_is_open_at_once() {
        dials("anna", "*97");

        assertThat(brain.events(MailboxAsked.class)).containsExactly(new MailboxAsked("vm_anna", "c1"));
        assertThat(brain.events(MailboxOpened.class)).hasSize(1);
    }

    @Test
    void ones_own_mailbox_asks_for_the_pin_that_it_has() {
        dials("ben", "*97");

        assertThat(asked()).isEqualTo("vm-pin");
        types(RIGHT, GatherEnd.TERMINATOR);
        assertThat(brain.events(MailboxOpened.class)).hasSize(1);
    }

    @Test
    void who_has_no_mailbox_is_refused_before_an_answer() {
        brain.given((ConfigRow) UserRow.user("anna").row());

        dials("anna", "*97");

        assertThat(refusal()).isEqualTo("voicemail.none");
    }

    @Test
    void another_mailbox_is_named_by_the_extension_after_the_code() {
        dials("anna", "*98102");

        assertThat(brain.events(MailboxAsked.class)).containsExactly(new MailboxAsked("vm_ben", "c1"));
        assertThat(asked()).isEqualTo("vm-pin");
    }

    @Test
    void a_shared_mailbox_is_named_by_an_extension_that_leads_to_it() {
        dials("anna", "*98190");

        assertThat(brain.events(MailboxAsked.class)).containsExactly(new MailboxAsked("vm_shared", "c1"));
    }

    @Test
    void an_extension_without_a_mailbox_is_refused() {
        dials("anna", "*98999");

        assertThat(refusal()).isEqualTo("voicemail.none");
    }

    @Test
    void another_mailbox_without_a_pin_stays_shut() {
        brain.given(Rows.extension("101", DestKind.USER, "us_anna"));

        dials("ben", "*98101");

        assertThat(brain.events(MailboxRefused.class))
                .extracting(MailboxRefused::code)
                .containsExactly("voicemail.not-yours");
    }

    @Test
    void the_code_alone_asks_whose_mailbox_is_meant() {
        dials("anna", "*98");
        assertThat(asked()).isEqualTo("vm-whose");

        types("102", GatherEnd.TERMINATOR);

        assertThat(brain.events(MailboxAsked.class)).containsExactly(new MailboxAsked("vm_ben", "c1"));
        assertThat(asked()).isEqualTo("vm-pin");
    }

    @Test
    void who_names_nobodys_mailbox_is_asked_three_times() {
        dials("anna", "*98");
        types("999", GatherEnd.TERMINATOR);
        assertThat(asked()).isEqualTo("invalid vm-whose");
        types("", GatherEnd.TIMEOUT);
        assertThat(asked()).isEqualTo("invalid vm-whose");

        types("998", GatherEnd.TERMINATOR);

        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::cause).containsExactly("voicemail.none");
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void who_cannot_be_heard_is_let_go() {
        dials("anna", "*98");

        types("", GatherEnd.FAILED);

        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::cause).containsExactly("voicemail.fetched");
    }

    @Test
    void the_codes_are_the_accounts_to_choose() {
        brain.given(new FeatureCode("fc_1", Rows.ACCOUNT, Feature.MAILBOX_OWN, "*1"));

        dials("anna", "*1");

        assertThat(brain.events(MailboxAsked.class)).containsExactly(new MailboxAsked("vm_anna", "c1"));
        brain.given(facts.hungUp("c1", "a")).when(phones.calls("c2", "anna", "*97"));
        assertThat(brain.events(MailboxAsked.class)).isEmpty();
    }

    @Test
    void the_platform_calls_a_user_for_their_messages() {
        brain.given(Rows.domain()).when(new CallAsked("req", "api", "anna", "*97", null, null, "key_1"));
        String call = brain.events(CallStarted.class).getFirst().callId();

        brain.when(facts.answered(call, "b1"));

        assertThat(brain.events(MailboxOpened.class)).hasSize(1);
        assertThat(brain.commands(Gather.class)).extracting(Gather::legId).isEqualTo(List.of("b1"));
    }
}
