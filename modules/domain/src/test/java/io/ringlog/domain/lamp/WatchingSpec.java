package io.ringlog.domain.lamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.ParkLot;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Lamp;
import io.ringlog.domain.journal.LampEvent.WatchGranted;
import io.ringlog.domain.journal.LampEvent.WatchRefused;
import io.ringlog.domain.journal.Light;
import io.ringlog.domain.journal.MessageActed;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import io.ringlog.domain.journal.WatchAsked.Kind;
import io.ringlog.domain.journal.WatchCommand.AnswerWatch;
import io.ringlog.domain.journal.WatchCommand.ShowLamp;
import io.ringlog.domain.state.Interest;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cleo watches Ben while Anna calls him. */
class WatchingSpec {

    private static final String C = "c1";
    private static final Lamp BEN = Lamp.ofUser("us_ben");
    private static final Light DARK = new Light.Dialogs(List.of());

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office()
            .given(
                    Draft.like(UserRow.user("cleo").row())
                            .with("voicemailId", "vm_1")
                            .row(),
                    Rows.device("cleo"),
                    Rows.mailbox("vm_1").row(),
                    Rows.mailbox("vm_2").row(),
                    Rows.extension("102", DestKind.USER, "us_ben"),
                    Rows.extension("103", DestKind.USER, "us_cleo"),
                    Rows.extension("801", DestKind.VOICEMAIL, "vm_1"),
                    Rows.extension("802", DestKind.VOICEMAIL, "vm_2"),
                    Rows.trunk(),
                    Rows.did("100", DestKind.VOICEMAIL, "vm_1"),
                    new ParkLot("pk_1", Rows.ACCOUNT, "Hall", "700", 701, 2, 60, null));

    private AnswerWatch answer() {
        return brain.commands(AnswerWatch.class).getFirst();
    }

    private static Light ben(boolean confirmed, boolean held) {
        return new Light.Dialogs(List.of(new Light.Dialog(C, confirmed, false, held, "anna", "User anna")));
    }

    private void refused(String code, int status) {
        assertThat(answer())
                .extracting(AnswerWatch::status, AnswerWatch::warning)
                .containsExactly(status, code);
        assertThat(brain.events(WatchRefused.class))
                .extracting(WatchRefused::aor, WatchRefused::code)
                .containsExactly(tuple("cleo@acme.example", code));
        assertThat(brain.state().lamps().isEmpty()).isTrue();
        assertThat(brain.timers()).isEmpty();
    }

    @Test
    void a_user_is_watched_by_name_and_by_extension() {
        brain.when(phones.watches("cleo", Kind.DIALOG, "ben"));
        assertThat(answer()).isEqualTo(new AnswerWatch("req-1", 200, "OK", 3600, null, null, BEN, DARK, null));
        brain.when(phones.watches("cleo", Kind.DIALOG, "102", 120));
        assertThat(answer()).isEqualTo(new AnswerWatch("req-2", 200, "OK", 120, null, null, BEN, DARK, null));
        assertThat(brain.events(WatchGranted.class)).containsExactly(new WatchGranted("dev_cleo", "us_cleo", BEN, 120));
        assertThat(brain.state().lamps().size()).isEqualTo(1);
    }

    @Test
    void a_phone_that_copes_with_changes_alone_is_answered_so_for_dialogs() {
        SipDevice copes = Draft.like(Rows.device("cleo"))
                .with("lampState", SipDevice.LampState.PARTIAL)
                .row();
        brain.given(copes);
        brain.when(phones.watches("cleo", Kind.DIALOG, "ben"));
        assertThat(answer().partial()).isTrue();
        brain.when(phones.watches("cleo", Kind.PRESENCE, "ben"));
        assertThat(answer().partial()).isNull();
    }

    @Test
    void a_lamp_follows_a_call_through_early_confirmed_held_and_nothing() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
        brain.given(phones.watches("cleo", Kind.DIALOG, "ben"));

        brain.when(phones.calls(C, "anna", "ben"));
        assertThat(brain.commands(ShowLamp.class)).containsExactly(new ShowLamp(BEN, ben(false, false)));
        brain.when(facts.rang(C, "b1"));
        assertThat(brain.commands(ShowLamp.class)).isEmpty();
        brain.when(facts.answered(C, "b1"));
        assertThat(brain.commands(ShowLamp.class)).containsExactly(new ShowLamp(BEN, ben(true, false)));
        brain.when(facts.held(C, "b1", true));
        assertThat(brain.commands(ShowLamp.class)).containsExactly(new ShowLamp(BEN, ben(true, true)));
        brain.when(facts.hungUp(C, "b1"));
        assertThat(brain.commands(ShowLamp.class)).containsExactly(new ShowLamp(BEN, DARK));
    }

    @Test
    void whoever_calls_is_early_and_then_confirmed_as_the_initiator() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
        brain.given(phones.calls(C, "ben", "anna"));
        brain.when(phones.watches("cleo", Kind.DIALOG, "ben"));
        assertThat(answer().light())
                .isEqualTo(new Light.Dialogs(List.of(new Light.Dialog(C, false, true, false, "anna", null))));
        brain.when(facts.answered(C, "b1"));
        assertThat(brain.commands(ShowLamp.class))
                .extracting(ShowLamp::light)
                .containsExactly(new Light.Dialogs(List.of(new Light.Dialog(C, true, true, false, "anna", null))));
    }

    @Test
    void a_thousand_watchers_at_an_edge_are_one_interest_and_one_command_a_change() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
        IntStream.range(0, 1000).forEach(any -> brain.given(phones.watches("cleo", Kind.DIALOG, "ben")));
        assertThat(brain.state().lamps().size()).isEqualTo(1);
        assertThat(brain.timers()).containsOnlyKeys("contact/anna@acme.example", "contact/ben@acme.example", timer());
        brain.when(phones.calls(C, "anna", "cleo"));
        assertThat(brain.commands(ShowLamp.class)).isEmpty();
        brain.when(phones.calls("c2", "anna", "ben"));
        assertThat(brain.commands(ShowLamp.class)).hasSize(1);
    }

    @Test
    void each_edge_is_told_for_itself() {
        Phones elsewhere = new Phones(new Facts("edge2", 1));
        brain.given(phones.registers("anna"), phones.registers("ben"));
        brain.given(phones.watches("cleo", Kind.DIALOG, "ben"));
        brain.given(elsewhere.watches(
                elsewhere.answer("cleo", "SUBSCRIBE", "other", "1", "ha1-of-dev_cleo"),
                Kind.DIALOG,
                "ben",
                Rows.DOMAIN,
                3600));
        brain.when(phones.calls(C, "anna", "ben"));
        assertThat(brain.commands(ShowLamp.class)).hasSize(2);
        brain.given(new EdgeLifecycle.EdgeLost("edge2", 1, "stopped"));
        brain.when(facts.answered(C, "b1"));
        assertThat(brain.commands(ShowLamp.class)).containsExactly(new ShowLamp(BEN, ben(true, false)));
    }

    @Test
    void nobody_is_told_when_the_time_is_over_or_the_edge_began_anew() {
        brain.given(phones.watches("cleo", Kind.DIALOG, "ben", 60));
        brain.givenPassed(Duration.ofSeconds(30));
        brain.given(phones.watches("cleo", Kind.DIALOG, "ben", 60));
        brain.givenPassed(Duration.ofSeconds(45));
        assertThat(brain.state().lamps().size()).isEqualTo(1);
        brain.givenPassed(Duration.ofSeconds(45));
        assertThat(brain.state().lamps().isEmpty()).isTrue();
        assertThat(brain.timers()).isEmpty();

        brain.given(phones.watches("cleo", Kind.DIALOG, "ben", 60));
        brain.given(new EdgeLifecycle.EdgeStarted("edge1", 1));
        assertThat(brain.state().lamps().size()).isEqualTo(1);
        brain.given(new EdgeLifecycle.EdgeStarted("edge1", 2));
        assertThat(brain.state().lamps().isEmpty()).isTrue();
        assertThat(brain.timers()).isEmpty();
    }

    @Test
    void whoever_asks_for_no_time_is_told_once_and_leaves_nothing() {
        brain.when(phones.watches("cleo", Kind.DIALOG, "ben", 0));
        assertThat(answer()).isEqualTo(new AnswerWatch("req-1", 200, "OK", 0, null, null, BEN, DARK, null));
        assertThat(brain.state().lamps().isEmpty()).isTrue();
        brain.when(phones.watches("cleo", Kind.DIALOG, "ben", 90_000));
        assertThat(answer().expiresSec()).isEqualTo(3600);
    }

    @Test
    void what_may_not_be_watched_is_refused_with_its_code() {
        brain.when(phones.watches("cleo", Kind.DIALOG, "801"));
        refused("watch.no-such-target", 404);
        brain.when(phones.watches("cleo", Kind.MESSAGE_SUMMARY, "nobody"));
        refused("watch.no-such-target", 404);
        brain.when(phones.watches("cleo", Kind.MESSAGE_SUMMARY, "ben"));
        refused("watch.not-yours", 403);
        brain.when(phones.watches("cleo", Kind.MESSAGE_SUMMARY, "802"));
        refused("watch.not-yours", 403);
        brain.when(phones.watches(phones.answer("cleo", "SUBSCRIBE"), Kind.DIALOG, "ben", "other.example", 60));
        refused("watch.foreign-domain", 403);
        brain.when(phones.watches(
                phones.answer("cleo", "SUBSCRIBE", "n", "1", "wrong"), Kind.DIALOG, "ben", Rows.DOMAIN, 60));
        refused("auth.wrong", 401);
        brain.when(phones.watches("cleo", Kind.DIALOG, "ben", 59));
        assertThat(answer().minExpiresSec()).isEqualTo(60);
        refused("watch.too-brief", 423);
        brain.given(Rows.disabledDevice("cleo"));
        brain.when(phones.watches("cleo", Kind.DIALOG, "ben"));
        refused("device.disabled", 403);
    }

    @Test
    void who_has_no_mailbox_has_no_messages_to_be_told_of() {
        brain.when(phones.watches("ben", Kind.MESSAGE_SUMMARY, "ben"));
        assertThat(answer())
                .extracting(AnswerWatch::status, AnswerWatch::warning)
                .containsExactly(404, "watch.no-mailbox");
        brain.when(phones.watches("ben", Kind.MESSAGE_SUMMARY, "cleo"));
        assertThat(answer().warning()).isEqualTo("watch.not-yours");
    }

    @Test
    void an_account_watches_so_many_lamps_and_no_more() {
        brain.given(IntStream.range(0, LampDesk.MOST_INTERESTS)
                .mapToObj(n -> new Interest(
                        Rows.ACCOUNT,
                        Lamp.ofUser("us_" + n),
                        "edge1",
                        1,
                        brain.now().plusSeconds(60),
                        DARK))
                .toArray(Interest[]::new));
        brain.when(phones.watches("cleo", Kind.DIALOG, "ben"));
        assertThat(answer())
                .extracting(AnswerWatch::status, AnswerWatch::warning)
                .containsExactly(480, "watch.too-many");
        brain.given(new Interest(Rows.ACCOUNT, BEN, "edge1", 1, brain.now().plusSeconds(60), DARK));
        brain.when(phones.watches("cleo", Kind.DIALOG, "ben"));
        assertThat(answer().status()).isEqualTo(200);
    }

    @Test
    void a_lamp_shows_no_more_calls_than_a_phone_can_use() {
        brain.given(phones.registers("ben"), phones.registers("anna"));
        brain.given(phones.watches("cleo", Kind.DIALOG, "anna"));
        for (int n = 0; n < LampDesk.MOST_SHOWN; n++) {
            brain.when(phones.calls("c" + n, "anna", "ben"));
            assertThat(brain.commands(ShowLamp.class)).hasSize(1);
        }
        brain.when(phones.calls("c8", "anna", "ben"));
        assertThat(brain.commands(ShowLamp.class)).isEmpty();
        brain.when(facts.cancelled("c0"));
        assertThat(brain.commands(ShowLamp.class))
                .extracting(it -> ((Light.Dialogs) it.light()).dialogs().size())
                .containsExactly(LampDesk.MOST_SHOWN);
    }

    @Test
    void a_slot_is_lit_while_somebody_waits_in_it() {
        Lamp slot = Lamp.ofSlot("pk_1", "701");
        brain.given(phones.registers("anna"), phones.registers("ben"));
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
        brain.when(phones.watches("cleo", Kind.DIALOG, "701"));
        assertThat(answer().light()).isEqualTo(DARK);
        brain.given(facts.refers(C, "b1", "700"), facts.takenOver(C, "a", "b1"));
        brain.when(facts.split(C, talk()));
        Light lit = new Light.Dialogs(List.of(new Light.Dialog(C, true, true, false, "anna", "User anna")));
        assertThat(brain.commands(ShowLamp.class)).containsExactly(new ShowLamp(slot, lit));
        brain.when(facts.hungUp(C, "a"));
        assertThat(brain.commands(ShowLamp.class)).containsExactly(new ShowLamp(slot, DARK));
    }

    @Test
    void messages_are_told_of_when_they_are_left_heard_and_deleted() {
        Lamp box = Lamp.ofMailbox("vm_1");
        for (String own : List.of("cleo", "103", "801")) {
            brain.when(phones.watches("cleo", Kind.MESSAGE_SUMMARY, own));
            assertThat(answer().lamp()).isEqualTo(box);
            assertThat(answer().light()).isEqualTo(new Light.Messages(0, 0));
        }
        brain.given(facts.inviteFromTrunk(C, Rows.TRUNK, "49", "100"));
        brain.when(facts.played(C, brain.hears(C, "a")));
        assertThat(brain.commands(ShowLamp.class)).isEmpty();
        brain.when(facts.recorded(C, brain.hears(C, "a"), 4_000, RecordingEnd.KEY));
        assertThat(brain.commands(ShowLamp.class)).containsExactly(new ShowLamp(box, new Light.Messages(1, 0)));
        String message = brain.events(MessageLeft.class).getFirst().messageId();
        brain.when(new MessageActed("r1", "api1", "vm_1", message, MessageActed.Verb.HEARD, "key_1"));
        assertThat(brain.commands(ShowLamp.class)).containsExactly(new ShowLamp(box, new Light.Messages(0, 1)));
        brain.when(new MessageActed("r2", "api1", "vm_1", message, MessageActed.Verb.DELETE, "key_1"));
        assertThat(brain.commands(ShowLamp.class)).containsExactly(new ShowLamp(box, new Light.Messages(0, 0)));
    }

    private String talk() {
        return ((Leg.InTalk) brain.state().call(C).orElseThrow().leg("a").orElseThrow()).talkId();
    }

    private static String timer() {
        return "interest/user/us_ben@edge1";
    }
}
