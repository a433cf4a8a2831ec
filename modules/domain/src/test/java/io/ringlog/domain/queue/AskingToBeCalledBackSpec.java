package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.InQueueOption.Action;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.PlaceEvent.PlaceCalled;
import io.ringlog.domain.journal.PlaceEvent.PlaceKept;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.OfferMissed;
import io.ringlog.domain.journal.QueueEvent.OptionChosen;
import io.ringlog.domain.journal.QueueEvent.OptionRefused;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller presses a key, says where they are called back, hangs up and keeps their place. */
class AskingToBeCalledBackSpec extends PlacesKept {

    private static final String OWN = "+4915550001";

    @BeforeEach
    void a_key_keeps_the_place() {
        centre.brain.given(Draft.like(Rows.account()).with("country", "DE").row());
        centre.brain.given(Draft.like(Rows.option(QUEUE, "1", null))
                .with("action", Action.CALLBACK)
                .row());
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
    }

    private void presses() {
        centre.calls("c1");
        centre.brain.when(centre.facts.pressed("c1", "a", "1"));
    }

    private void types(String digits) {
        GatherEnd end = digits.isEmpty() ? GatherEnd.TIMEOUT : GatherEnd.TERMINATOR;
        centre.brain.when(centre.facts.gathered("c1", centre.brain.hears("c1", "a"), digits, end));
    }

    private List<String> asked() {
        return centre.brain.commands(Command.Gather.class).getLast().mediaIds();
    }

    private List<String> refusals() {
        return centre.brain.events(OptionRefused.class).stream()
                .map(OptionRefused::code)
                .toList();
    }

    @Test
    void the_caller_is_asked_whether_the_number_is_right_and_hears_no_other_key_meanwhile() {
        presses();

        assertThat(centre.brain.events(OptionChosen.class))
                .containsExactly(new OptionChosen("c1", QUEUE, "1", "callback"));
        assertThat(asked()).startsWith("callback-at").endsWith("callback-agree");
        assertThat(centre.brain.commands(Command.ListenForCodes.class))
                .containsExactly(new Command.ListenForCodes("c1", "a", List.of()));
        assertThat(centre.line()).containsExactly("c1");
        centre.brain.when(centre.facts.pressed("c1", "a", "1"));
        assertThat(centre.brain.outgoing()).isEmpty();
    }

    @Test
    void who_agrees_hears_that_the_place_is_kept_and_the_call_ends() {
        presses();
        Instant came = centre.call("c1").place().enqueuedAt();
        centre.brain.givenPassed(Duration.ofSeconds(8));

        types("1");

        PlaceKept kept = centre.brain.events(PlaceKept.class).getFirst();
        assertThat(kept.number()).isEqualTo(OWN);
        assertThat(kept.since()).isEqualTo(came);
        assertThat(kept.callId()).isEqualTo("c1");
        assertThat(centre.brain.reasons(PlaceKept.class).getFirst().rule()).isEqualTo("queue.option-chosen");
        assertThat(centre.brain.events(CallerLeftQueue.class))
                .containsExactly(new CallerLeftQueue("c1", QUEUE, "callback", null, 8_000));
        assertThat(centre.played()).containsExactly("callback-kept");
        centre.brain.when(centre.facts.played("c1", centre.brain.hears("c1", "a")));
        assertThat(centre.brain.events(CallEnded.class))
                .extracting(CallEnded::disposition)
                .containsExactly(Disposition.NO_ANSWER);
    }

    @Test
    void who_has_hung_up_is_called_in_the_order_in_which_they_came() {
        presses();
        types("1");
        String place = centre.brain.events(PlaceKept.class).getFirst().placeId();
        centre.brain.givenPassed(Duration.ofSeconds(1));
        centre.calls("c2");
        assertThat(centre.line()).containsExactly("c2");

        centre.brain.when(centre.facts.hungUp("c1", "a")).whenPassed(Duration.ofSeconds(3));

        assertThat(centre.line()).containsExactly(place, "c2");
        centre.brain.when(centre.wants("anna", Verb.AVAILABLE));
        assertThat(centre.brain.events(PlaceCalled.class)).hasSize(1);
        assertThat(centre.call(callOf(place)).head().parentCallId()).isEqualTo("c1");
        assertThat(centre.call(callOf(place)).head().from()).isEqualTo("100");
    }

    @Test
    void who_does_not_hang_up_is_called_no_sooner_than_in_a_minute() {
        presses();
        types("1");
        String place = centre.brain.events(PlaceKept.class).getFirst().placeId();

        centre.brain.whenPassed(Duration.ofSeconds(59));
        assertThat(centre.line()).isEmpty();
        centre.brain.whenPassed(Duration.ofSeconds(1));

        assertThat(centre.line()).containsExactly(place);
    }

    @Test
    void another_number_is_called_instead() {
        presses();

        types("030111222");

        assertThat(centre.brain.events(PlaceKept.class))
                .extracting(PlaceKept::number)
                .containsExactly("+4930111222");
    }

    @Test
    void who_says_nothing_waits_on() {
        presses();

        types("");

        assertThat(centre.line()).containsExactly("c1");
        assertThat(centre.brain.commands(Command.ListenForCodes.class))
                .containsExactly(new Command.ListenForCodes("c1", "a", List.of("1")));
        assertThat(centre.brain.commands(Command.Play.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "112", "100", "0900123456", "0012025550100"})
    void a_stranger_has_only_numbers_nearby_dialled(String digits) {
        presses();

        types(digits);

        assertThat(refusals()).containsExactly("queue.callback-number");
        assertThat(asked()).startsWith("invalid", "callback-at");
        types(digits);
        types(digits);
        assertThat(centre.brain.commands(Command.Gather.class)).isEmpty();
        assertThat(centre.line()).containsExactly("c1");
        assertThat(centre.brain.events(PlaceKept.class)).isEmpty();
    }

    @Test
    void whoever_does_not_show_a_number_is_asked_for_one() {
        centre.brain.when(centre.facts.inviteFromTrunk("c1", Rows.TRUNK, "anonymous", "100"));
        centre.brain.when(centre.facts.pressed("c1", "a", "1"));
        assertThat(asked()).containsExactly("callback-number");

        types("1");
        assertThat(refusals()).containsExactly("queue.callback-number");
        types("030111222");

        assertThat(centre.brain.events(PlaceKept.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12025550100", "49900123456", "200"})
    void a_stranger_who_shows_a_number_far_away_is_asked_for_another(String shown) {
        centre.brain.when(centre.facts.inviteFromTrunk("c1", Rows.TRUNK, shown, "100"));

        centre.brain.when(centre.facts.pressed("c1", "a", "1"));

        assertThat(asked()).containsExactly("callback-number");
        types("1");
        assertThat(centre.brain.events(PlaceKept.class)).isEmpty();
    }

    @Test
    void one_caller_has_one_place_however_often_they_ask() {
        presses();
        types("1");
        centre.brain.given(centre.facts.hungUp("c1", "a"));

        presses();
        types("1");

        assertThat(refusals()).containsExactly("queue.callback-already");
        assertThat(centre.played()).containsExactly("callback-kept");
        assertThat(centre.brain.state().lines().kept().all()).hasSize(1);
    }

    @Test
    void what_cannot_be_kept_is_said_and_the_caller_waits_on() {
        for (int i = 0; i < Places.MOST; i++) {
            centre.brain.given(wants("pl_" + i, "+49401" + (10_000 + i)));
        }
        centre.calls("c1");
        centre.brain.when(centre.facts.pressed("c1", "a", "1"));

        types("1");

        assertThat(refusals()).containsExactly("queue.callbacks-full");
        assertThat(centre.line()).contains("c1");
    }

    @Test
    void nothing_is_promised_in_a_queue_that_has_closed_meanwhile() {
        presses();
        centre.brain.given(Rows.schedule("sch_1", "UTC", Rows.weekly(2, "08:00", "09:00")));
        centre.brain.given(QueueRow.queue(QUEUE).schedule("sch_1").row());

        types("1");

        assertThat(refusals()).containsExactly("queue.closed");
        assertThat(centre.played()).doesNotContain("callback-kept");
        assertThat(centre.brain.events(PlaceKept.class)).isEmpty();
        assertThat(centre.line()).containsExactly("c1");
        assertThat(centre.brain.commands(Command.Gather.class)).isEmpty();
    }

    @Test
    void a_user_of_the_account_is_called_back_where_they_are() {
        centre.brain.given(UserRow.user("dora").row(), Rows.device("dora"));
        centre.brain.given(centre.phones.registers("dora"));
        centre.brain.when(centre.phones.calls("c1", "dora", "100"));
        centre.brain.when(centre.facts.pressed("c1", "a", "1"));

        types("1");

        assertThat(centre.brain.events(PlaceKept.class))
                .extracting(PlaceKept::number)
                .containsExactly("dora");
    }

    /** Dora calls somebody, and passes them on to the queue, where they press the key. */
    private void isPassedOnByDora(String to, SipUser dora) {
        centre.brain.given(
                dora,
                Rows.device("dora"),
                UserRow.user("emil").row(),
                Rows.device("emil"),
                Draft.like(Rows.account())
                        .with("country", "DE")
                        .with("onNet", false)
                        .row());
        centre.brain.given(centre.phones.registers("dora"), centre.phones.registers("emil"));
        centre.brain.given(centre.phones.calls("c1", "dora", to), centre.facts.answered("c1", "b1"));
        centre.brain.given(centre.facts.refers("c1", "a", "100"), centre.facts.takenOver("c1", "a", "b1"));
        String talk = centre.call("c1").legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(leg -> ((Leg.InTalk) leg).talkId())
                .findFirst()
                .orElse("");
        centre.brain.given(centre.facts.split("c1", talk));
        centre.brain.when(centre.facts.pressed("c1", "b1", "1"));
    }

    private void typesPassedOn(String digits) {
        String gather = centre.brain.hears("c1", "b1");
        centre.brain.when(centre.facts.gathered("c1", "b1", gather, digits, GatherEnd.TERMINATOR));
    }

    @Test
    void who_was_passed_on_is_called_back_where_they_are_and_not_where_they_were_passed_on_from() {
        isPassedOnByDora("030111222", UserRow.user("dora").row());

        typesPassedOn("1");

        assertThat(centre.brain.events(PlaceKept.class))
                .extracting(PlaceKept::number)
                .containsExactly("+4930111222");
    }

    @Test
    void a_stranger_whom_a_user_passed_on_has_only_numbers_nearby_dialled() {
        isPassedOnByDora("030111222", UserRow.user("dora").row());

        typesPassedOn("0012025550100");

        assertThat(refusals()).containsExactly("queue.callback-number");
    }

    @Test
    void a_user_whom_another_passed_on_is_called_back_where_they_are() {
        isPassedOnByDora("emil", UserRow.user("dora").row());

        typesPassedOn("1");

        assertThat(centre.brain.events(PlaceKept.class))
                .extracting(PlaceKept::number)
                .containsExactly("emil");
    }

    @Test
    void a_user_has_only_dialled_what_they_may_dial() {
        SipUser dora = Draft.like(UserRow.user("dora").row())
                .with("allowedClasses", List.of(NumberClass.LOCAL, NumberClass.NATIONAL))
                .row();
        centre.brain.given(dora, Rows.device("dora"));
        centre.brain.given(centre.phones.registers("dora"), centre.phones.calls("c1", "dora", "100"));
        centre.brain.when(centre.facts.pressed("c1", "a", "1"));

        types("0012025550100");
        assertThat(refusals()).containsExactly("routing.class-forbidden");
        types("030111222");

        assertThat(centre.brain.events(PlaceKept.class))
                .extracting(PlaceKept::number)
                .containsExactly("+4930111222");
    }

    @Test
    void whoever_asks_is_known_by_what_stands_in_the_queue() {
        AccountState state = centre.brain.state();

        assertThat(Origin.of(state, new Party.Device("us_anna", "dev_1"))).isEqualTo(new Origin("us_anna", "anna"));
        assertThat(Origin.of(state, new Party.Device("us_gone", "dev_1"))).isEqualTo(new Origin("us_gone", null));
        assertThat(Origin.of(state, new Party.Number("4930"))).isEqualTo(new Origin(null, "+4930"));
        assertThat(Origin.of(state, new Party.Trunk("tr_1", "4930"))).isEqualTo(new Origin(null, "+4930"));
        assertThat(Origin.of(state, new Party.Anonymous())).isEqualTo(new Origin(null, null));
    }

    @Test
    void whoever_was_offered_the_caller_has_missed_nothing() {
        centre.calls("c1");
        centre.brain.given(centre.wants("anna", Verb.AVAILABLE));
        centre.brain.when(centre.facts.pressed("c1", "a", "1"));

        types("1");

        assertThat(centre.brain.events(OfferMissed.class))
                .extracting(OfferMissed::why)
                .containsExactly("caller_chose");
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.WAITING);
    }

    @Test
    void who_has_an_agent_meanwhile_stays_with_them() {
        centre.calls("c1");
        centre.brain.given(centre.wants("anna", Verb.AVAILABLE));
        centre.brain.when(centre.facts.pressed("c1", "a", "1"));
        String gather = centre.brain.hears("c1", "a");
        centre.picksUp("c1");

        centre.brain.when(centre.facts.gathered("c1", gather, "1", GatherEnd.TERMINATOR));

        assertThat(centre.brain.events(PlaceKept.class)).isEmpty();
    }

    @Test
    void who_was_called_back_waits_on() {
        centre.brain.given(wants(PLACE, CUSTOMER)).given(centre.wants("anna", Verb.AVAILABLE));
        String call = callOf(PLACE);
        centre.brain.given(centre.facts.answered(call, "b1"));

        centre.brain.when(centre.facts.pressed(call, "b1", "1"));

        assertThat(refusals()).containsExactly("queue.callback-joined");
        assertThat(centre.brain.commands(Command.Gather.class)).isEmpty();
        assertThat(centre.line()).containsExactly(call);
    }
}
