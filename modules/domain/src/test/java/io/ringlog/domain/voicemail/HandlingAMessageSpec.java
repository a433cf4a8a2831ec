package io.ringlog.domain.voicemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.node.Mailbox;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.CallFact.MediaMissing;
import io.ringlog.domain.journal.Command.EraseRecording;
import io.ringlog.domain.journal.Command.Gather;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.MessageActed;
import io.ringlog.domain.journal.MessageActed.Verb;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.domain.journal.VoicemailEvent.MessageChanged;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import io.ringlog.domain.journal.VoicemailEvent.Status;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Message;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ben hears his messages by telephone and takes one back, passes one on, or calls who left one. */
class HandlingAMessageSpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut()
            .given(
                    Rows.mailbox("vm_1").row(),
                    Rows.mailbox("vm_2").row(),
                    UserRow.user("ben").voicemail("vm_1").row(),
                    UserRow.user("anna").voicemail("vm_2").row(),
                    Rows.flow(
                            "flow_1",
                            1,
                            Rows.graph(
                                    List.of(Rows.entry(), Rows.node("box", new Mailbox(null))), "entry default box")),
                    Rows.extension("97", DestKind.FLOW, "flow_1"),
                    Rows.extension("102", DestKind.USER, "us_anna"),
                    Rows.extension("103", DestKind.VOICEMAIL, "vm_2"),
                    Rows.extension("104", DestKind.VOICEMAIL, "vm_1"),
                    Rows.extension("105", DestKind.USER, "us_carl"),
                    Rows.extension("106", DestKind.VOICEMAIL, "vm_gone"));

    private static Message message(String id, String from) {
        return new Message(
                id,
                "c0",
                from,
                null,
                BrainSpec.START,
                4_000,
                64_044,
                "acc_1/" + id + ".wav",
                "edge1",
                Status.NEW,
                null,
                null);
    }

    private void hears(Message... messages) {
        brain.given(new MailboxState(Rows.ACCOUNT, "vm_1", List.of(), List.of(messages)));
        brain.given(phones.registers("ben"), phones.registers("anna"));
        brain.when(phones.calls(C, "ben", "97"));
    }

    private void types(String keys) {
        brain.when(facts.gathered(C, brain.hears(C, "a"), keys, GatherEnd.COMPLETE));
    }

    private void waits() {
        brain.when(facts.gathered(C, brain.hears(C, "a"), "", GatherEnd.TIMEOUT));
    }

    private void passesOnTo(String extension) {
        types("4");
        types(extension);
    }

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

    private MailboxState box(String id) {
        return brain.state().mailbox(id).orElseGet(() -> MailboxState.empty(Rows.ACCOUNT, id));
    }

    @Test
    void what_was_just_deleted_is_taken_back_and_heard_again() {
        hears(message("m1", "49"), message("m2", "49"));
        types("3");
        assertThat(asked()).startsWith("vm-deleted vm-take-back vm-message number-2");

        types("5");

        assertThat(brain.events(MessageChanged.class).getFirst().messageId()).isEqualTo("m1");
        assertThat(brain.reasons(MessageChanged.class).getFirst().inputs()).containsEntry("key", "5");
        assertThat(asked()).startsWith("vm-taken-back vm-message number-1").contains("recordings/m1");
        assertThat(box("vm_1").ids(Status.NEW)).containsExactly("m1", "m2");
        waits();
        assertThat(asked()).startsWith("vm-message number-2").endsWith("recordings/m2");
    }

    @Test
    void the_last_one_can_be_taken_back_before_goodbye() {
        hears(message("m1", "49"));
        types("3");
        assertThat(asked()).isEqualTo("vm-deleted vm-take-back vm-no-more");

        types("5");

        assertThat(asked()).startsWith("vm-taken-back vm-message number-1");
        types("3");
        brain.when(new MediaMissing(facts.stamp(), C, "a", "recordings/m1", "late"));
        waits();
        assertThat(said()).isEqualTo("goodbye");
        brain.when(facts.played(C, brain.hears(C, "a")));
        assertThat(brain.events(CallEnded.class).getFirst().cause()).isEqualTo("voicemail.fetched");
    }

    @Test
    void without_one_that_was_just_deleted_nothing_is_taken_back() {
        hears(message("m1", "49"), message("m2", "49"), message("m3", "49"));
        types("5");
        assertThat(asked()).startsWith("invalid vm-message number-1");
        types("3");
        types("2");

        types("5");

        assertThat(asked()).startsWith("invalid vm-message number-3");
        assertThat(box("vm_1").counts().deletedMessages()).isEqualTo(1);
    }

    @Test
    void what_somebody_else_took_back_meanwhile_is_left_as_it_is() {
        hears(message("m1", "49"), message("m2", "49"));
        types("3");
        brain.given(new MessageActed("r1", "api1", "vm_1", "m1", Verb.HEARD, "key_1"));

        types("5");

        assertThat(asked()).startsWith("invalid vm-message number-2");
    }

    @Test
    void a_mailbox_that_keeps_nothing_deleted_offers_no_way_back() {
        brain.given(Rows.mailbox("vm_1").with("keepDeletedDays", 0).row());
        hears(message("m1", "49"), message("m2", "49"));

        types("3");

        assertThat(asked()).startsWith("vm-deleted vm-message number-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"102", "103", "anna"})
    void a_message_is_passed_on_to_the_mailbox_behind_an_extension(String extension) {
        hears(message("m1", "49"));
        types("4");
        assertThat(asked()).isEqualTo("vm-pass-on");

        types(extension);

        assertThat(brain.events(MessageLeft.class))
                .extracting(
                        MessageLeft::mailboxId,
                        MessageLeft::from,
                        MessageLeft::callId,
                        MessageLeft::objectKey,
                        it -> it.counts().newMessages())
                .containsExactly(tuple("vm_2", "49", C, "acc_1/m1.wav", 1));
        assertThat(brain.reasons(MessageLeft.class).getFirst().inputs())
                .containsEntry("mailbox", "vm_1")
                .containsEntry("message", "m1");
        assertThat(asked()).startsWith("vm-passed-on vm-message number-1").contains("recordings/m1");
        assertThat(box("vm_1").ids(Status.NEW)).containsExactly("m1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"104", "105", "106", "97", "nobody", ""})
    void what_is_no_other_mailbox_gets_nothing(String extension) {
        hears(message("m1", "49"));

        passesOnTo(extension);

        assertThat(brain.events(MessageLeft.class)).isEmpty();
        assertThat(asked()).startsWith("invalid vm-message number-1");
    }

    @Test
    void a_mailbox_that_is_full_gets_nothing() {
        hears(message("m1", "49"));
        brain.given(Rows.mailbox("vm_2").with("quotaMb", 1).row());
        brain.given(filled(1, 950_000));
        passesOnTo("103");
        assertThat(asked()).startsWith("vm-box-full vm-message number-1");

        brain.given(Rows.mailbox("vm_2").row());
        brain.given(filled(200, 1));
        passesOnTo("103");

        assertThat(asked()).startsWith("vm-box-full vm-message number-1");
        assertThat(brain.events(MessageLeft.class)).isEmpty();
    }

    private static MailboxState filled(int messages, long bytes) {
        List<Message> all = IntStream.range(0, messages)
                .mapToObj(i -> new Message(
                        "x" + i, "c0", "49", null, BrainSpec.START, 1, bytes, "k" + i, "edge1", Status.NEW, null, null))
                .toList();
        return new MailboxState(Rows.ACCOUNT, "vm_2", List.of(), all);
    }

    @Test
    void a_message_without_its_sound_and_one_that_is_gone_are_not_passed_on() {
        hears(message("m1", "49"), message("m2", "49"));
        brain.given(new MediaMissing(facts.stamp(), C, "a", "recordings/m1", "there is none"));
        types("4");
        assertThat(asked()).startsWith("invalid vm-message number-1");

        types("4");
        brain.given(new MessageActed("r1", "api1", "vm_1", "m1", Verb.DELETE, "key_1"));
        types("103");

        assertThat(asked())
                .startsWith("invalid vm-message number-1")
                .endsWith("recordings/m2 vm-keys vm-greetings-key");
        assertThat(brain.events(MessageLeft.class)).isEmpty();
    }

    @Test
    void an_engine_that_cannot_listen_any_more_ends_it() {
        hears(message("m1", "49"));
        types("4");

        brain.when(facts.gathered(C, brain.hears(C, "a"), "", GatherEnd.FAILED));

        assertThat(brain.events(CallEnded.class)).hasSize(1);
    }

    @Test
    void the_sound_of_two_mailboxes_goes_with_the_second() {
        brain.given(
                Rows.mailbox("vm_1").with("keepDeletedDays", 0).row(),
                Rows.mailbox("vm_2").with("keepDeletedDays", 0).row());
        hears(message("m1", "49"));
        passesOnTo("103");
        String copy = box("vm_2").ids(Status.NEW).getFirst();

        brain.when(new MessageActed("r1", "api1", "vm_1", "m1", Verb.DELETE, "key_1"));
        assertThat(brain.events(VoicemailEvent.MessageErased.class)).hasSize(1);
        assertThat(brain.commands(EraseRecording.class)).isEmpty();

        brain.when(new MessageActed("r2", "api1", "vm_2", copy, Verb.DELETE, "key_1"));
        assertThat(brain.commands(EraseRecording.class)).containsExactly(new EraseRecording("acc_1/m1.wav"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"102", "anna"})
    void whoever_left_it_is_called_inside_the_account(String from) {
        hears(message("m1", from));

        types("6");

        assertThat(brain.events(MessageChanged.class).getFirst().status()).isEqualTo(Status.HEARD);
        assertThat(brain.events(CallRouted.class).getFirst().target().id()).isEqualTo("us_anna");
    }

    @ParameterizedTest
    @ValueSource(strings = {"49891234567", "+49891234567", "0891234567"})
    void whoever_left_it_is_called_outside_the_account(String from) {
        hears(message("m1", from));

        types("6");

        assertThat(brain.events(NumberDialled.class))
                .extracting(NumberDialled::number)
                .containsExactly("49891234567");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "anonymous", "112", "4930100"})
    void nobody_is_called_who_is_not_known_and_no_emergency_desk(String from) {
        hears(message("m1", from));
        brain.given(Rows.didOfStatus("4930100", Did.Status.DISABLED, "us_anna"));

        types("6");

        assertThat(Stream.concat(brain.events(NumberDialled.class).stream(), brain.events(CallRouted.class).stream()))
                .isEmpty();
        assertThat(asked()).startsWith("invalid vm-message number-1");
    }

    @Test
    void after_the_last_nobody_is_called_and_nothing_passed_on() {
        hears(message("m1", "102"));
        types("3");

        types("6");
        assertThat(asked()).isEqualTo("invalid vm-no-more");
        types("4");
        assertThat(asked()).isEqualTo("invalid vm-no-more");
        types("1");
        assertThat(asked()).isEqualTo("vm-no-more");
        types("2");
        assertThat(said()).isEqualTo("goodbye");
    }
}
