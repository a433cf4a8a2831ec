package io.ringlog.domain.registration;

import static io.ringlog.domain.registration.Hotel.C;
import static io.ringlog.domain.registration.Hotel.OWN;
import static io.ringlog.domain.registration.Hotel.PBX;
import static io.ringlog.domain.registration.Hotel.PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipTrunk.InboundFormat;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.EmergencyDialled;
import io.ringlog.domain.journal.CallEvent.FromOverwritten;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.CallFact.Asserted;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.OverwriteFrom;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.journal.Source;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Rows;
import io.ringlog.kernel.Because;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PBX rings where it has registered, and what it dials leaves as the account's. */
class CallingByPbxSpec {
    private final Hotel hotel = new Hotel();
    private final BrainSpec brain = hotel.brain;

    @Test
    void its_numbers_ring_where_it_has_registered_by_name_of_the_number() {
        hotel.routed();
        brain.given(hotel.phones.registers(
                "hotel", hotel.proof("REGISTER"), new Source("198.51.100.7", 4711, "tcp", "flow-1", true), PLACE));
        brain.when(hotel.phones.calls(C, "anna", "+" + OWN + "12"));

        Contact contact = hotel.target().contact();
        assertThat(contact.uri()).isEqualTo("sip:" + OWN + "12@192.0.2.50:5080;line=ab");
        assertThat(contact.flowId()).isEqualTo("flow-1");
        assertThat(contact.edge()).isEqualTo("edge1");
        assertThat(contact.receivedIp()).isEqualTo("198.51.100.7");
        assertThat(hotel.shown().domain()).isEqualTo(Rows.DOMAIN);
    }

    @Test
    void of_several_contacts_the_newest_rings_first_and_the_next_when_it_fails() {
        hotel.routed();
        hotel.registers(PLACE, new ContactAsked("sip:192.0.2.51", 3600, null));
        brain.when(hotel.phones.calls(C, "anna", "+" + OWN + "12"));
        assertThat(hotel.target().contact().uri()).isEqualTo("sip:" + OWN + "12@192.0.2.51");

        brain.when(hotel.facts.failed(C, hotel.target().legId(), 503));
        assertThat(hotel.target().contact().uri()).isEqualTo("sip:" + OWN + "12@192.0.2.50:5080;line=ab");
    }

    @ParameterizedTest
    @CsvSource({"112", "089 1234567"})
    void its_many_places_leave_the_trunks_behind_it_their_turn(String dialled) {
        hotel.registers(places(10));
        brain.given(Rows.route("route_1", PBX, "tr_1").row());
        brain.when(hotel.phones.calls(C, "anna", dialled));

        List<String> rung = new ArrayList<>();
        while (!brain.commands(InviteParty.class).isEmpty()) {
            rung.add(hotel.target().contact().uri());
            brain.when(hotel.facts.failed(C, hotel.target().legId(), 503));
        }

        assertThat(rung).hasSize(8);
        assertThat(rung.subList(0, 7)).allMatch(it -> it.contains("@192.0.2."));
        assertThat(rung.getLast()).contains("tr-1.example");
    }

    private static ContactAsked[] places(int count) {
        return IntStream.range(60, 60 + count)
                .mapToObj(i -> new ContactAsked("sip:192.0.2." + i, 3600, null))
                .toArray(ContactAsked[]::new);
    }

    @Test
    void a_place_of_its_own_is_called_while_it_has_not_registered() {
        hotel.routed();
        brain.given(Hotel.pbx().with("proxy", "hotel.example:5090").row());
        brain.when(hotel.phones.calls(C, "anna", "+" + OWN + "12"));
        assertThat(hotel.target().contact().uri()).isEqualTo("sip:" + OWN + "12@hotel.example:5090");
    }

    @Test
    void while_it_has_not_registered_its_callers_are_told_so() {
        hotel.routed();
        brain.when(hotel.phones.calls(C, "anna", "+" + OWN + "12"));

        assertThat(hotel.refused()).isEqualTo("trunk.not-registered");
        assertThat(brain.commands(RefuseCall.class).getFirst().status()).isEqualTo(480);
        assertThat(brain.reasons(CallRefused.class).getFirst().alternatives())
                .contains(new Because.Alternative("route_0 by " + PBX, "trunk.not-registered"));
    }

    @Test
    void a_trunk_that_takes_the_number_as_well_is_rung_instead() {
        brain.given(Rows.route("route_0", PBX, "tr_1")
                .with("prefixes", List.of(OWN))
                .row());
        brain.when(hotel.phones.calls(C, "anna", "+" + OWN + "12"));

        assertThat(hotel.target().contact().uri()).contains("tr-1.example");
    }

    @Test
    void a_trunk_that_only_calls_in_is_not_called() {
        hotel.routed();
        brain.given(Hotel.pbx().with("direction", SipTrunk.Direction.INBOUND).row());
        brain.when(hotel.phones.calls(C, "anna", "+" + OWN + "12"));

        assertThat(hotel.refused()).isEqualTo("routing.no-route");
    }

    @Test
    void what_it_dials_outside_leaves_by_the_routes_with_a_number_of_the_account() {
        hotel.calls("030777", "089 1234567");

        assertThat(brain.events(CallStarted.class).getFirst().caller()).isEqualTo(new Party.Trunk(PBX, OWN));
        assertThat(hotel.shown().asserted()).isEqualTo("+" + OWN);
        assertThat(hotel.shown().name()).isNull();
        assertThat(hotel.target().contact().uri()).isEqualTo("sip:49891234567@tr-1.example:5070");
        assertThat(brain.state().holders("trunk:" + PBX)).containsExactly(C);
        assertThat(brain.events(FromOverwritten.class)).isEmpty();
    }

    @Test
    void the_cdr_names_the_trunk_that_its_call_left_by() {
        hotel.calls(OWN, "089 1234567");
        brain.when(hotel.facts.failed(C, hotel.target().legId(), 486));

        assertThat(brain.events(CallEnded.class).getFirst().cdr().trunkId()).isEqualTo("tr_1");
    }

    @Test
    void a_number_of_nobody_here_is_replaced_by_what_stands_for_the_account() {
        hotel.calls("+4915112345", "089 1234567");

        assertThat(hotel.shown().asserted()).isEqualTo("+4930100");
        assertThat(brain.events(FromOverwritten.class))
                .containsExactly(new FromOverwritten(C, "+4915112345", "4930100"));
        assertThat(brain.reasons(FromOverwritten.class).getFirst().rule()).isEqualTo("caller.not-own-number");
    }

    @Test
    void the_number_of_the_trunk_comes_before_that_of_the_account() {
        brain.given(Hotel.pbx().with("cidNumber", "4930999").row());
        hotel.calls("hotel", "089 1234567");

        assertThat(hotel.shown().asserted()).isEqualTo("+4930999");
    }

    @Test
    void where_nothing_stands_for_the_account_nobody_is_shown() {
        brain.given(Draft.like(Rows.account()).with("country", "DE").row());
        hotel.calls("hotel", "23");

        assertThat(brain.commands(OverwriteFrom.class).getFirst().shown().number())
                .isEqualTo("anonymous");
    }

    @Test
    void a_number_that_is_not_called_may_be_shown_and_one_that_is_disabled_may_not() {
        brain.given(Draft.like(Rows.did(OWN, DestKind.USER, "us_anna"))
                .with("status", Did.Status.VIRTUAL)
                .row());
        hotel.calls(OWN, "089 1234567");
        assertThat(hotel.shown().asserted()).isEqualTo("+" + OWN);

        brain.given(Draft.like(Rows.did(OWN, DestKind.USER, "us_anna"))
                .with("status", Did.Status.DISABLED)
                .row());
        brain.when(Draft.like(hotel.invite(OWN, "089 1234567", null))
                .with("callId", "c2")
                .row());
        assertThat(hotel.shown().asserted()).isEqualTo("+4930100");
    }

    @Test
    void what_it_asserts_comes_before_from() {
        brain.given(Rows.did("4930778", DestKind.USER, "us_anna"));
        brain.when(hotel.invite(OWN, "089 1234567", new Asserted("+4930778", false)));

        assertThat(hotel.shown().asserted()).isEqualTo("+4930778");
        assertThat(brain.commands(OverwriteFrom.class)).hasSize(1);
    }

    @Test
    void an_assertion_that_is_not_its_own_leaves_from_to_be_shown() {
        brain.when(hotel.invite(OWN, "089 1234567", new Asserted("4915112345", false)));
        assertThat(hotel.shown().asserted()).isEqualTo("+" + OWN);
    }

    @ParameterizedTest
    @CsvSource({"anonymous, false", "'', false", "4930777, true"})
    void who_is_not_to_be_known_is_not(String from, boolean isPrivate) {
        brain.when(hotel.invite(from, "089 1234567", new Asserted(null, isPrivate)));

        assertThat(hotel.shown().fromUser()).isNull();
        assertThat(hotel.shown().isPrivate()).isTrue();
        assertThat(hotel.shown().asserted()).isEqualTo("+4930100");
    }

    @Test
    void it_calls_extensions_and_users_unless_it_may_not() {
        hotel.calls(OWN, "23");
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.unreachable");

        brain.given(Hotel.pbx().with("callsInside", false).row());
        brain.when(
                Draft.like(hotel.invite(OWN, "23", null)).with("callId", "c2").row());
        assertThat(hotel.refused()).isEqualTo("trunk.inside-forbidden");
        brain.when(Draft.like(hotel.invite(OWN, "+" + OWN, null))
                .with("callId", "c3")
                .row());
        assertThat(hotel.refused()).isEqualTo("routing.unreachable");
    }

    @Test
    void codes_of_users_are_not_for_it_and_tests_of_the_line_are() {
        hotel.calls(OWN, "*78");
        assertThat(hotel.refused()).isEqualTo("feature.no-user");

        brain.when(
                Draft.like(hotel.invite(OWN, "*43", null)).with("callId", "c2").row());
        assertThat(brain.events(CallRefused.class)).isEmpty();
    }

    @Test
    void it_dials_the_classes_that_the_account_and_it_may() {
        brain.given(Hotel.pbx()
                .with("allowedClasses", List.of(NumberClass.NATIONAL))
                .row());
        hotel.calls(OWN, "0171 555");
        assertThat(hotel.refused()).isEqualTo("routing.class-forbidden");

        brain.when(Draft.like(hotel.invite(OWN, "089 1234567", null))
                .with("callId", "c2")
                .row());
        assertThat(brain.events(NumberDialled.class)).hasSize(1);
    }

    @Test
    void a_trunk_that_is_full_takes_no_other_call_of_its_own() {
        brain.given(Hotel.pbx().with("maxChannels", 0).row());
        hotel.calls(OWN, "089 1234567");

        assertThat(hotel.refused()).isEqualTo("admission.trunk-full");
    }

    @Test
    void its_call_for_help_goes_out_with_its_number() {
        brain.given(Hotel.pbx().with("maxChannels", 0).row());
        hotel.calls(OWN, "112");

        assertThat(brain.events(EmergencyDialled.class)).hasSize(1);
        assertThat(hotel.shown().asserted()).isEqualTo("+" + OWN);
    }

    @ParameterizedTest
    @CsvSource({"NATIONAL, 08912345678, 498912345678", "E164, 08912345678, 08912345678"})
    void a_carrier_that_proves_itself_writes_numbers_in_its_own_way(InboundFormat format, String from, String caller) {
        brain.given(Hotel.pbx()
                .with("role", SipTrunk.Role.CARRIER)
                .with("inboundFormat", format)
                .row());
        hotel.calls(from, OWN);

        assertThat(brain.events(CallStarted.class).getFirst().from()).isEqualTo(caller);
    }

    @Test
    void a_carrier_that_proves_itself_brings_calls_to_numbers_alone() {
        brain.given(Hotel.pbx().with("role", SipTrunk.Role.CARRIER).row());
        hotel.calls("4915112345", OWN);
        assertThat(brain.events(CallStarted.class).getFirst().from()).isEqualTo("4915112345");
        assertThat(brain.events(CallStarted.class).getFirst().caller()).isEqualTo(new Party.Trunk(PBX, "4915112345"));

        brain.when(Draft.like(hotel.invite(OWN, "089 1234567", null))
                .with("callId", "c2")
                .row());
        assertThat(hotel.refused()).isEqualTo("routing.unknown-number");
    }
}
