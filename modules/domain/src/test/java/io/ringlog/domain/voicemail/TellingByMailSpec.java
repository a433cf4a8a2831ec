package io.ringlog.domain.voicemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.domain.Brains;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Effect.SendMail;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.MailTried;
import io.ringlog.domain.journal.MailTried.Result;
import io.ringlog.domain.journal.MessageActed;
import io.ringlog.domain.journal.MessageActed.Verb;
import io.ringlog.domain.journal.MessageMail;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.VoicemailEvent.MailGivenUp;
import io.ringlog.domain.journal.VoicemailEvent.MailPutOff;
import io.ringlog.domain.journal.VoicemailEvent.MessageDeleted;
import io.ringlog.domain.journal.VoicemailEvent.MessageErased;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import io.ringlog.domain.journal.VoicemailEvent.MessageMailed;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody is told of each message by mail, once as far as anybody can know, or the log says why not. */
class TellingByMailSpec {

    private static final String VERA = "vera@example.org";

    private final Facts facts = new Facts("edge1", 1);
    private final BrainSpec brain = new BrainSpec(Brains.concerns(Phones.SECRETS));

    private static Draft<VoiceMailbox> box() {
        return Rows.mailbox("vm_1").with("notifyEmail", VERA);
    }

    /** The id of a message that a caller has left. */
    private String left(Draft<VoiceMailbox> box) {
        Account account = Draft.like(Rows.account())
                .with("timezone", "Europe/Berlin")
                .with("language", "de-DE")
                .with("brandName", "Amsel Telefon")
                .row();
        brain.given(account, Rows.trunk(), box.row(), Rows.did("100", DestKind.VOICEMAIL, "vm_1"));
        brain.when(facts.inviteFromTrunk("c1", Rows.TRUNK, "49", "100"));
        brain.when(facts.played("c1", brain.hears("c1", "a")));
        brain.when(facts.recorded("c1", brain.hears("c1", "a"), 4_000, RecordingEnd.KEY));
        return brain.events(MessageLeft.class).getFirst().messageId();
    }

    private List<SendMail> asked() {
        return brain.effects().stream()
                .filter(SendMail.class::isInstance)
                .map(SendMail.class::cast)
                .toList();
    }

    private void tried(String message, int attempt, Result result, boolean unsure) {
        brain.when(new MailTried("vm_1", message, attempt, VERA, result, unsure, "so it said"));
    }

    private void tried(String message, int attempt, Result result) {
        tried(message, attempt, result, false);
    }

    private List<Event> mails() {
        return brain.events().stream()
                .filter(it -> it instanceof MessageMailed || it instanceof MailPutOff || it instanceof MailGivenUp)
                .toList();
    }

    @Test
    void a_message_is_told_of_with_all_a_mail_needs() {
        String id = left(box());

        assertThat(asked())
                .containsExactly(new SendMail(
                        "vm_1",
                        id,
                        1,
                        brain.now().plus(MailRules.LAST_BEGINNING),
                        new MessageMail(
                                VERA,
                                "Box vm_1",
                                "49",
                                null,
                                brain.now(),
                                "Europe/Berlin",
                                "de-DE",
                                4_000,
                                1,
                                brain.state()
                                        .mailbox("vm_1")
                                        .orElseThrow()
                                        .message(id)
                                        .orElseThrow()
                                        .objectKey(),
                                "Amsel Telefon")));

        tried(id, 1, Result.SENT);

        assertThat(mails()).containsExactly(new MessageMailed("vm_1", id, VERA, 1, false));
        assertThat(brain.timers()).isEmpty();
    }

    @Test
    void a_mailbox_without_an_address_tells_nobody() {
        left(Rows.mailbox("vm_1"));

        assertThat(asked()).isEmpty();
        assertThat(brain.timers()).isEmpty();
    }

    @Test
    void a_mailbox_that_attaches_nothing_tells_no_key() {
        left(box().with("notifyAttach", false));

        assertThat(asked().getFirst().mail().objectKey()).isNull();
    }

    @Test
    void what_was_put_off_is_tried_again_after_longer_and_longer_rests_and_then_given_up() {
        String id = left(box());
        List<Long> rests = new ArrayList<>();
        for (int attempt = 1; attempt <= 8; attempt++) {
            tried(id, attempt, Result.PUT_OFF);
            Instant next = brain.events(MailPutOff.class).getFirst().nextAt();
            Duration rest = Duration.between(brain.now(), next);
            rests.add(rest.toSeconds());
            brain.whenPassed(rest);
            assertThat(asked()).extracting(SendMail::attempt).containsExactly(attempt + 1);
        }
        tried(id, 9, Result.PUT_OFF);

        assertThat(rests).containsExactly(10L, 40L, 160L, 640L, 2_560L, 10_240L, 21_600L, 21_600L);
        assertThat(mails()).containsExactly(new MailGivenUp("vm_1", id, 9, "mail.put-off", "so it said"));
        assertThat(brain.timers()).isEmpty();
    }

    @Test
    void what_waiting_cannot_help_is_given_up_at_once() {
        String id = left(box());

        tried(id, 1, Result.REFUSED);

        assertThat(mails()).containsExactly(new MailGivenUp("vm_1", id, 1, "mail.refused", "so it said"));
        assertThat(brain.timers()).isEmpty();
        assertThatThrownBy(() -> MailCode.of(Result.SENT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void so_is_what_no_server_is_configured_for() {
        String id = left(box());

        tried(id, 1, Result.NO_SERVER);

        assertThat(mails()).containsExactly(new MailGivenUp("vm_1", id, 1, "mail.no-server", "so it said"));
    }

    @Test
    void a_sound_that_is_not_there_may_come() {
        String id = left(box());

        tried(id, 1, Result.NO_SOUND);

        assertThat(brain.events(MailPutOff.class)).extracting(MailPutOff::code).containsExactly("mail.no-sound");
    }

    @Test
    void a_worker_that_never_answers_is_asked_again_and_the_mail_may_come_twice() {
        String id = left(box());

        brain.whenPassed(MailRules.PATIENCE);
        assertThat(brain.events(MailPutOff.class)).extracting(MailPutOff::code).containsExactly("mail.no-answer");
        brain.whenPassed(Duration.ofSeconds(10));
        assertThat(asked()).extracting(SendMail::attempt).containsExactly(2);

        tried(id, 2, Result.SENT);
        assertThat(mails()).containsExactly(new MessageMailed("vm_1", id, VERA, 2, true));
    }

    @Test
    void a_try_that_may_have_arrived_is_not_forgotten_when_a_later_one_does() {
        String id = left(box());
        tried(id, 1, Result.PUT_OFF, true);
        brain.whenPassed(Duration.ofSeconds(10));

        tried(id, 2, Result.SENT);

        assertThat(mails()).containsExactly(new MessageMailed("vm_1", id, VERA, 2, true));
    }

    @Test
    void a_late_answer_that_it_was_sent_says_so_and_the_try_under_way_may_be_a_second() {
        String id = left(box());
        brain.whenPassed(MailRules.PATIENCE);
        brain.whenPassed(Duration.ofSeconds(10));

        tried(id, 1, Result.SENT);
        assertThat(mails()).containsExactly(new MessageMailed("vm_1", id, VERA, 1, true));
        tried(id, 2, Result.SENT);
        assertThat(mails()).containsExactly(new MessageMailed("vm_1", id, VERA, 2, true));
    }

    @Test
    void a_late_answer_that_it_was_not_sent_changes_nothing() {
        String id = left(box());
        tried(id, 1, Result.PUT_OFF);

        tried(id, 1, Result.REFUSED);

        assertThat(mails()).isEmpty();
        brain.whenPassed(Duration.ofSeconds(10));
        assertThat(asked()).hasSize(1);
    }

    @Test
    void what_was_sent_twice_says_so() {
        String id = left(box());
        tried(id, 1, Result.SENT);

        tried(id, 1, Result.SENT, true);

        assertThat(mails()).containsExactly(new MessageMailed("vm_1", id, VERA, 1, true));
    }

    @Test
    void nobody_is_told_of_a_message_that_was_deleted_meanwhile() {
        String id = left(box());
        tried(id, 1, Result.PUT_OFF);

        brain.when(new MessageActed("r1", "api1", "vm_1", id, Verb.DELETE, "key_1"));

        assertThat(mails())
                .containsExactly(new MailGivenUp("vm_1", id, 1, "mail.message-gone", "the message was deleted"));
        brain.whenPassed(Duration.ofHours(2));
        assertThat(brain.<Effect>effects()).isEmpty();
    }

    @Test
    void nobody_is_told_of_one_that_is_gone_for_good_nor_waits_for_its_answer() {
        String id = left(box().with("keepDeletedDays", 0));

        brain.when(new MessageActed("r1", "api1", "vm_1", id, Verb.DELETE, "key_1"));
        assertThat(brain.events(MailGivenUp.class)).hasSize(1);
        assertThat(brain.timers())
                .hasSize(1)
                .allSatisfy((name, timer) -> assertThat(timer.purpose()).isInstanceOf(Timer.Purpose.ErasureDue.class));

        tried(id, 1, Result.REFUSED);
        assertThat(brain.events()).isEmpty();
        tried(id, 1, Result.SENT);
        assertThat(mails()).containsExactly(new MessageMailed("vm_1", id, VERA, 1, true));
    }

    @Test
    void a_message_that_nobody_is_told_of_is_deleted_silently() {
        String id = left(Rows.mailbox("vm_1"));

        brain.when(new MessageActed("r1", "api1", "vm_1", id, Verb.DELETE, "key_1"));

        assertThat(mails()).isEmpty();
    }

    @Test
    void the_address_of_the_next_try_is_the_one_that_is_configured_then() {
        String id = left(box());
        tried(id, 1, Result.PUT_OFF);
        brain.whenSaved(box().with("notifyEmail", "vera@example.net").row());
        brain.whenPassed(Duration.ofSeconds(10));

        assertThat(asked()).extracting(it -> it.mail().to()).containsExactly("vera@example.net");
    }

    @Test
    void no_address_any_more_ends_it() {
        String id = left(box());
        tried(id, 1, Result.PUT_OFF);
        brain.whenSaved(Rows.mailbox("vm_1").row());
        brain.whenPassed(Duration.ofSeconds(10));

        assertThat(asked()).isEmpty();
        assertThat(brain.events(MailGivenUp.class))
                .extracting(MailGivenUp::code)
                .containsExactly("mail.not-wanted");
    }

    @Test
    void a_mailbox_that_wants_it_so_deletes_what_was_sent() {
        String id = left(box().with("notifyDelete", true));

        tried(id, 1, Result.SENT);

        assertThat(mails()).containsExactly(new MessageMailed("vm_1", id, VERA, 1, false));
        assertThat(brain.events(MessageDeleted.class))
                .extracting(MessageDeleted::messageId)
                .containsExactly(id);
    }

    @Test
    void but_not_what_was_sent_without_its_sound() {
        String id = left(box().with("notifyDelete", true).with("notifyAttach", false));

        tried(id, 1, Result.SENT);

        assertThat(brain.events(MessageDeleted.class)).isEmpty();
    }

    @Test
    void nor_what_could_not_be_sent() {
        String id = left(box().with("notifyDelete", true).with("keepDays", 5));

        tried(id, 1, Result.REFUSED);
        assertThat(brain.events(MessageDeleted.class)).isEmpty();

        brain.whenPassed(Duration.ofDays(5));
        assertThat(brain.events(MessageErased.class)).hasSize(1);
    }
}
