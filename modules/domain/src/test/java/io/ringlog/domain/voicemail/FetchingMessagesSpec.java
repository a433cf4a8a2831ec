package io.ringlog.domain.voicemail;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.Brains;
import io.ringlog.domain.config.CallFlow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.Mailbox;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.AnswerLeg;
import io.ringlog.domain.journal.Command.Gather;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.domain.journal.VoicemailEvent.MailboxOpened;
import io.ringlog.domain.journal.VoicemailEvent.MailboxRefused;
import io.ringlog.domain.journal.VoicemailEvent.MessageChanged;
import io.ringlog.domain.journal.VoicemailEvent.MessageDeleted;
import io.ringlog.domain.journal.VoicemailEvent.Status;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Message;
import io.ringlog.domain.state.Window;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A caller types the PIN of a mailbox and hears its messages, one after the other. */
class FetchingMessagesSpec {

    private static final String RIGHT = "5a17.right";

    private final Facts facts = new Facts("edge1", 1);
    private final BrainSpec brain = new BrainSpec(Brains.concerns((hash, context) -> hash));

    private static CallFlow flow(@Nullable String mailboxId) {
        return Rows.flow(
                "flow_1",
                1,
                graph(
                        List.of(entry(), node("box", new Mailbox(mailboxId)), node("none", new Hangup("no.box"))),
                        "entry default box",
                        "box none none"));
    }

    private void office(Message... messages) {
        brain.given(
                Rows.account(),
                Rows.trunk(),
                Rows.mailbox("vm_1").with("pinHash", RIGHT).row(),
                flow("vm_1"),
                Rows.did("100", DestKind.FLOW, "flow_1"));
        brain.given(new MailboxState(Rows.ACCOUNT, "vm_1", List.of(), List.of(messages)));
    }

    private static Message message(String id, Status status) {
        return new Message(
                id,
                "c0",
                "49",
                null,
                BrainSpec.START,
                4_000,
                64_044,
                "acc_1/" + id + ".wav",
                "edge1",
                status,
                null,
                null);
    }

    private void call() {
        brain.when(facts.inviteFromTrunk("c1", Rows.TRUNK, "49", "100"));
    }

    private void types(String keys, GatherEnd end) {
        brain.when(facts.gathered("c1", brain.hears("c1", "a"), keys, end));
    }

    private void opens(Message... messages) {
        office(messages);
        call();
        types(RIGHT, GatherEnd.TERMINATOR);
    }

    /** What was said before the keys are awaited. */
    private String asked() {
        return brain.commands(Gather.class).stream()
                .flatMap(it -> it.mediaIds().stream())
                .collect(Collectors.joining(" "));
    }

    private String said() {
        return brain.commands(Play.class).stream()
                .flatMap(it -> it.mediaIds().stream())
                .collect(Collectors.joining(" "));
    }

    private void soundIsMissing(String mediaId) {
        brain.given(new CallFact.MediaMissing(facts.stamp(), "c1", "a", mediaId, "there is no such recording"));
    }

    @Test
    void a_message_whose_sound_is_missing_is_neither_heard_nor_deleted() {
        opens(message("m1", Status.NEW), message("m2", Status.NEW));
        soundIsMissing("recordings/m1");

        types("", GatherEnd.TIMEOUT);

        assertThat(brain.events(MessageChanged.class)).isEmpty();
        assertThat(asked()).startsWith("vm-message number-2").endsWith("recordings/m2");
        soundIsMissing("recordings/m2");
        types("1", GatherEnd.COMPLETE);
        assertThat(asked()).startsWith("vm-message number-2").endsWith("recordings/m2");
        soundIsMissing("recordings/m2");
        types("3", GatherEnd.COMPLETE);
        assertThat(brain.events(MessageDeleted.class)).isEmpty();
        assertThat(brain.state().mailbox("vm_1").orElseThrow().ids(Status.NEW)).containsExactly("m1", "m2");
    }

    @Test
    void a_sound_that_is_missing_elsewhere_says_nothing_of_a_message() {
        opens(message("m1", Status.NEW));
        soundIsMissing("vm-pin");

        types("", GatherEnd.TIMEOUT);

        assertThat(brain.events(MessageChanged.class)).hasSize(1);
    }

    private String cause() {
        return brain.events(CallEnded.class).getFirst().cause();
    }

    @Test
    void the_pin_is_asked_for_by_its_salt_and_the_first_new_message_is_heard() {
        office(message("m0", Status.HEARD), message("m1", Status.NEW), message("m2", Status.NEW));

        call();
        assertThat(brain.commands())
                .containsExactly(
                        new AnswerLeg("c1", "a"),
                        new Gather(
                                "c1",
                                "a",
                                brain.hears("c1", "a"),
                                List.of("vm-pin"),
                                1,
                                10,
                                "#",
                                10_000,
                                3_000,
                                true,
                                "5a17",
                                "en-US/male"));

        types(RIGHT, GatherEnd.TERMINATOR);
        assertThat(brain.events()).containsExactly(new MailboxOpened("vm_1", "c1", 2));
        assertThat(asked())
                .isEqualTo("vm-you-have number-2 new-message-many and heard-message-one vm-message number-1 vm-received"
                        + " today at number-12 pm vm-from number-4 number-9 recordings/m1 vm-keys vm-greetings-key");
    }

    @Test
    void what_was_heard_to_its_end_is_heard_and_the_next_follows_until_goodbye() {
        opens(message("m1", Status.NEW), message("m2", Status.NEW));

        types("", GatherEnd.TIMEOUT);
        assertThat(brain.events(MessageChanged.class).getFirst().messageId()).isEqualTo("m1");
        assertThat(asked()).startsWith("vm-message number-2 vm-received").endsWith(" recordings/m2");

        types("2", GatherEnd.COMPLETE);
        assertThat(brain.events(MessageChanged.class).getFirst().status()).isEqualTo(Status.HEARD);
        assertThat(said()).isEqualTo("vm-no-more goodbye");

        brain.when(facts.played("c1", brain.hears("c1", "a")));
        assertThat(cause()).isEqualTo("voicemail.fetched");
    }

    @Test
    void a_key_lets_it_be_heard_again_and_changes_nothing() {
        opens(message("m1", Status.NEW));

        types("1", GatherEnd.COMPLETE);

        assertThat(brain.events()).isEmpty();
        assertThat(asked()).startsWith("vm-message number-1").endsWith("recordings/m1 vm-keys vm-greetings-key");
    }

    @Test
    void a_key_deletes_it() {
        opens(message("m1", Status.NEW), message("m2", Status.NEW));

        types("3", GatherEnd.COMPLETE);

        assertThat(brain.events(MessageDeleted.class).getFirst().messageId()).isEqualTo("m1");
        assertThat(brain.reasons(MessageDeleted.class).getFirst().inputs())
                .containsEntry("call", "c1")
                .containsEntry("key", "3");
        assertThat(asked())
                .startsWith("vm-deleted vm-take-back vm-message number-2")
                .endsWith("recordings/m2");
    }

    @Test
    void a_key_ends_it_and_leaves_the_message_new() {
        opens(message("m1", Status.NEW));

        types("*", GatherEnd.COMPLETE);

        assertThat(brain.events(MessageChanged.class)).isEmpty();
        assertThat(cause()).isEqualTo("voicemail.fetched");
    }

    @Test
    void those_that_were_heard_are_heard_when_there_are_no_new_ones() {
        opens(message("m1", Status.HEARD));

        assertThat(asked())
                .startsWith("vm-you-have new-message-none and heard-message-one vm-message")
                .endsWith("recordings/m1 vm-keys vm-greetings-key");
    }

    @Test
    void a_mailbox_without_messages_says_so() {
        opens();
        assertThat(asked()).isEqualTo("vm-you-have new-message-none vm-greetings-key");

        types("", GatherEnd.TIMEOUT);

        assertThat(said()).isEqualTo("goodbye");
    }

    @Test
    void what_was_deleted_meanwhile_is_left_out() {
        opens(message("m1", Status.NEW), message("m2", Status.NEW), message("m3", Status.NEW));
        brain.given(new MailboxState(Rows.ACCOUNT, "vm_1", List.of(), List.of(message("m3", Status.NEW))));

        types("2", GatherEnd.COMPLETE);

        assertThat(brain.events()).isEmpty();
        assertThat(asked()).startsWith("vm-message number-2").endsWith("recordings/m3");
    }

    @Test
    void an_engine_that_cannot_listen_ends_it() {
        opens(message("m1", Status.NEW));

        types("", GatherEnd.FAILED);

        assertThat(cause()).isEqualTo("voicemail.fetched");
    }

    @Test
    void three_wrong_pins_are_the_end() {
        office(message("m1", Status.NEW));
        call();

        types("5a17.wrong", GatherEnd.TERMINATOR);
        types("", GatherEnd.TIMEOUT);
        assertThat(asked()).isEqualTo("vm-wrong-pin vm-pin");
        types("5a17.wrong", GatherEnd.TERMINATOR);

        assertThat(brain.events(MailboxRefused.class))
                .containsExactly(new MailboxRefused("vm_1", "c1", "voicemail.wrong-pin", "the PIN was wrong"));
        assertThat(cause()).isEqualTo("voicemail.wrong-pin");
    }

    @Test
    void nobody_gets_in_for_an_hour_after_nine_wrong_pins_of_theirs() {
        office(message("m1", Status.NEW));
        for (int n = 0; n < 9; n++) {
            if (n % 3 == 0) {
                call();
            }
            types("5a17.wrong", GatherEnd.TERMINATOR);
        }

        call();
        assertThat(brain.events(MailboxRefused.class).getFirst().code()).isEqualTo("voicemail.locked");

        brain.givenPassed(Duration.ofHours(1));
        call();
        types(RIGHT, GatherEnd.TERMINATOR);
        assertThat(brain.events(MailboxOpened.class)).hasSize(1);
    }

    @Test
    void what_another_caller_typed_wrong_counts_for_them() {
        office(message("m1", Status.NEW));
        brain.given(new Window(Rows.ACCOUNT, "pin/vm_1/from/48", Collections.nCopies(9, brain.now())));
        call();

        types(RIGHT, GatherEnd.TERMINATOR);

        assertThat(brain.events(MailboxOpened.class)).hasSize(1);
    }

    @Test
    void the_right_pin_opens_nothing_when_others_have_guessed_too_often_meanwhile() {
        office(message("m1", Status.NEW));
        call();
        brain.given(new Window(Rows.ACCOUNT, "pin/vm_1", Collections.nCopies(90, brain.now())));

        types(RIGHT, GatherEnd.TERMINATOR);

        assertThat(cause()).isEqualTo("voicemail.locked");
    }

    @Test
    void a_pin_that_is_taken_away_while_it_is_typed_opens_nothing() {
        office(message("m1", Status.NEW));
        call();
        brain.given(Rows.mailbox("vm_1").row());

        types(RIGHT, GatherEnd.TERMINATOR);

        assertThat(cause()).isEqualTo("voicemail.wrong-pin");
    }

    @Test
    void a_mailbox_without_a_pin_is_for_its_user_alone() {
        office();
        brain.given(Rows.mailbox("vm_1").row());

        call();

        assertThat(brain.events(MailboxRefused.class).getFirst().code()).isEqualTo("voicemail.not-yours");
        assertThat(brain.commands(Command.RefuseCall.class).getFirst().status()).isEqualTo(403);
    }

    @Test
    void a_mailbox_that_is_not_there_is_told_so() {
        office();
        brain.given(flow("vm_2"));

        call();

        assertThat(brain.commands(Command.RefuseCall.class).getFirst().status()).isEqualTo(404);
    }

    @Test
    void nobody_calls_out_by_a_pin() {
        opens(message("m1", Status.NEW));

        types("6", GatherEnd.COMPLETE);

        assertThat(brain.events()).isEmpty();
        assertThat(asked()).startsWith("invalid vm-message number-1");
    }

    @Test
    void a_user_hears_their_own_without_a_pin() {
        Phones phones = new Phones(facts);
        BrainSpec office = Phones.office()
                .given(
                        Rows.mailbox("vm_1").row(),
                        UserRow.user("ben").voicemail("vm_1").row(),
                        flow(null),
                        Rows.extension("97", DestKind.FLOW, "flow_1"));
        office.given(phones.registers("ben"), phones.registers("anna"));

        office.when(phones.calls("c1", "ben", "97"));
        assertThat(office.events(VoicemailEvent.class))
                .containsExactly(new VoicemailEvent.MailboxAsked("vm_1", "c1"), new MailboxOpened("vm_1", "c1", 0));

        office.when(phones.calls("c2", "anna", "97"));
        assertThat(office.events(CallEnded.class).getFirst().cause()).isEqualTo("no.box");
    }
}
