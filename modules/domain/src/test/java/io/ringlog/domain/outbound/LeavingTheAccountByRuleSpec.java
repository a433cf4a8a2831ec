package io.ringlog.domain.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice.Transport;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Diverted;
import io.ringlog.domain.journal.Shown;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which routes and trunks take a number, which are passed over and why, and whom the called are shown. */
class LeavingTheAccountByRuleSpec {

    private static final String C = "c1";
    private static final String NUMBER = "089 1234567";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut();

    private static SipUser anna(Map<String, Object> said) {
        Draft<SipUser> anna = Draft.like(UserRow.user("anna").row());
        said.forEach(anna::with);
        return anna.row();
    }

    private void dial(String number) {
        brain.when(phones.calls(C, "anna", number));
    }

    private Target target() {
        return brain.commands(InviteParty.class).getFirst().targets().getFirst();
    }

    private Shown shown() {
        return Objects.requireNonNull(target().shown());
    }

    private @Nullable Object trunks() {
        return brain.reasons(NumberDialled.class).getFirst().inputs().get("trunks");
    }

    private List<Because.Alternative> passedOver() {
        return Stream.of(NumberDialled.class, CallRefused.class)
                .flatMap(type -> brain.reasons(type).stream())
                .flatMap(because -> because.alternatives().stream())
                .toList();
    }

    private void assertNoRoute() {
        assertThat(brain.commands(InviteParty.class)).isEmpty();
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.no-route");
    }

    @Test
    void a_route_is_used_inside_its_hours() {
        brain.given(
                Rows.schedule("sch_day", "UTC", Rows.weekly(2, "08:00", "18:00")),
                Rows.route("route_0", "tr_2")
                        .with("prefixes", List.of("49"))
                        .with("scheduleId", "sch_day")
                        .row());

        dial(NUMBER);

        assertThat(trunks()).isEqualTo("tr_2");
        assertThat(passedOver())
                .extracting(Because.Alternative::what, Because.Alternative::why)
                .containsExactly(tuple("route_1", "its prefix is shorter"));
    }

    @Test
    void without_a_route_in_its_hours_nothing_leaves_and_the_reason_names_the_hours() {
        brain.given(
                Rows.schedule("sch_night", "UTC", Rows.weekly(2, "20:00", "22:00")),
                Rows.route("route_1", "tr_1").with("scheduleId", "sch_night").row());

        dial(NUMBER);

        assertNoRoute();
        assertThat(passedOver())
                .extracting(Because.Alternative::what, Because.Alternative::why)
                .containsExactly(tuple("route_1", "out_of_hours"));
    }

    @Test
    void a_disabled_route_takes_nothing() {
        brain.given((ConfigRow)
                Rows.route("route_1", "tr_1").with("status", RowStatus.DISABLED).row());

        dial(NUMBER);

        assertNoRoute();
    }

    @Test
    void a_route_for_other_numbers_takes_nothing() {
        brain.given((ConfigRow) Rows.route("route_1", "tr_1")
                .with("prefixes", List.of("4930", "43"))
                .row());

        dial(NUMBER);

        assertNoRoute();
    }

    @Test
    void a_route_of_no_weight_is_tried_after_those_that_have_one() {
        brain.given(
                Rows.route("route_1", "tr_1").with("weight", 0).row(),
                Rows.route("route_2", "tr_2").row());

        dial(NUMBER);

        assertThat(trunks()).isEqualTo("tr_2, tr_1");
    }

    @Test
    void routes_of_equal_weight_take_turns_at_being_first() {
        brain.given(
                Rows.route("route_1", "tr_1").row(),
                Rows.route("route_2", "tr_2").row());

        TreeSet<String> orders = new TreeSet<>();
        for (int call = 0; call < 40; call++) {
            brain.when(phones.calls("call" + call, "anna", NUMBER));
            orders.add(String.valueOf(trunks()));
        }

        assertThat(orders).containsExactly("tr_1, tr_2", "tr_2, tr_1");
    }

    static Stream<Arguments> uselessTrunks() {
        return Stream.of(
                Arguments.of("status", RowStatus.DISABLED, "the trunk is disabled"),
                Arguments.of("direction", SipTrunk.Direction.INBOUND, "the trunk is for calls that come in"),
                Arguments.of("proxy", null, "the trunk is for calls that come in"));
    }

    @ParameterizedTest
    @MethodSource("uselessTrunks")
    void a_trunk_that_cannot_be_rung_is_passed_over(String component, @Nullable Object value, String why) {
        brain.given((ConfigRow) Phones.trunk("tr_1").with(component, value).row());

        dial(NUMBER);

        assertThat(trunks()).isEqualTo("tr_2");
        assertThat(passedOver())
                .extracting(Because.Alternative::what, Because.Alternative::why)
                .containsExactly(tuple("route_1 by tr_1", why));
    }

    @Test
    void a_route_by_trunks_that_are_not_there_leads_nowhere() {
        brain.given((ConfigRow) Rows.route("route_1", "tr_gone").row());

        dial(NUMBER);

        assertNoRoute();
        assertThat(passedOver())
                .extracting(Because.Alternative::what, Because.Alternative::why)
                .containsExactly(tuple("route_1 by tr_gone", "there is no such trunk"));
    }

    @Test
    void a_trunk_of_two_routes_is_tried_once_by_the_first() {
        brain.given((ConfigRow)
                Rows.route("route_0", "tr_2", "tr_1").with("priority", -1).row());

        dial(NUMBER);

        assertThat(trunks()).isEqualTo("tr_2, tr_1");
        assertThat(passedOver()).isEmpty();
    }

    @Test
    void no_more_than_eight_trunks_are_tried() {
        String[] ids = IntStream.rangeClosed(1, 9).mapToObj(it -> "tr_" + it).toArray(String[]::new);
        Stream.of(ids).forEach(id -> brain.given((ConfigRow) Phones.trunk(id).row()));
        brain.given((ConfigRow) Rows.route("route_1", ids).row());

        dial(NUMBER);

        assertThat(trunks()).isEqualTo("tr_1, tr_2, tr_3, tr_4, tr_5, tr_6, tr_7, tr_8");
        assertThat(passedOver())
                .extracting(Because.Alternative::what, Because.Alternative::why)
                .containsExactly(tuple("route_1 by tr_9", "enough others are tried before"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"TCP", "TLS"})
    void a_trunk_is_rung_by_its_transport(Transport transport) {
        brain.given(
                (ConfigRow) Phones.trunk("tr_1").with("transport", transport).row());

        dial(NUMBER);

        String word = Because.word(transport);
        assertThat(target().contact().uri()).isEqualTo("sip:49891234567@tr-1.example:5070;transport=" + word);
        assertThat(target().contact().transport()).isEqualTo(word);
    }

    @Test
    void a_user_may_dial_what_both_the_user_and_the_account_allow() {
        brain.given((ConfigRow) anna(Map.of("allowedClasses", List.of(NumberClass.NATIONAL))));

        dial(NUMBER);

        assertThat(trunks()).isEqualTo("tr_1, tr_2");
    }

    @Test
    void an_account_without_a_country_reads_digits_as_they_are_and_knows_no_help() {
        brain.given((ConfigRow) Rows.account());

        dial("112");

        assertThat(brain.events(NumberDialled.class))
                .extracting(NumberDialled::numberClass)
                .containsExactly(NumberClass.INTERNATIONAL);
    }

    @Test
    void a_call_for_help_leaves_by_the_routes_for_help_alone_at_any_hour() {
        brain.given(
                Rows.schedule("sch_night", "UTC", Rows.weekly(2, "20:00", "22:00")),
                Rows.route("route_2", "tr_2")
                        .with("prefixes", List.of("43"))
                        .with("scheduleId", "sch_night")
                        .with("emergency", true)
                        .row());

        dial("112");

        assertThat(trunks()).isEqualTo("tr_2");
    }

    @Test
    void a_call_for_help_does_not_leave_by_a_route_for_some_numbers_alone() {
        brain.given((ConfigRow)
                Rows.route("route_1", "tr_1").with("prefixes", List.of("49")).row());

        dial("112");

        assertNoRoute();
    }

    @Test
    void an_emergency_desk_is_shown_the_nearest_number_that_it_can_call_back() {
        Draft<Account> account =
                Draft.like(Rows.account()).with("country", "DE").with("defaultCidNumber", "4930100");
        dial("112");
        assertThat(shown().asserted()).isEqualTo("+4930100");

        brain.given(
                (ConfigRow) Phones.trunk("tr_1").with("cidNumber", "4930200").row());
        brain.when(phones.calls("c2", "anna", "112"));
        assertThat(shown().asserted()).isEqualTo("+4930200");

        brain.given((ConfigRow) anna(Map.of("outCidNumber", "4930300")));
        brain.when(phones.calls("c3", "anna", "112"));
        assertThat(shown().asserted()).isEqualTo("+4930300");

        brain.given((ConfigRow) account.with("emergencyCidNumber", "4930400").row());
        brain.when(phones.calls("c4", "anna", "112"));
        assertThat(shown().asserted()).isEqualTo("+4930400");

        brain.given((ConfigRow) anna(Map.of("emergencyCidNumber", "4930500")));
        brain.when(phones.calls("c5", "anna", "112"));
        assertThat(shown().asserted()).isEqualTo("+4930500");
    }

    @ParameterizedTest
    @CsvSource({
        "CALLER, 4930200, +4930300, +4930300, Anna A.",
        "TRUNK, 4930200, +4930200, +4930200,",
        "TRUNK,, +4930100, +4930100,",
        "ACCOUNT, 4930200, +4930100, +4930100,",
        "ANONYMOUS, 4930200,, +4930300,"
    })
    void a_route_says_whose_number_is_shown(
            CidRule rule, @Nullable String trunks, @Nullable String from, String asserted, @Nullable String name) {
        brain.given(
                anna(Map.of("outCidNumber", "4930300", "outCidName", "Anna A.")),
                Phones.trunk("tr_1").with("cidNumber", trunks).row(),
                Rows.route("route_1", "tr_1").with("cidRule", rule).row());

        dial(NUMBER);

        assertThat(shown()).isEqualTo(new Shown(from, name, "tr-1.example", asserted, rule == CidRule.ANONYMOUS, null));
    }

    @ParameterizedTest
    @CsvSource({"DIVERSION, true, false", "HISTORY_INFO, false, true", "BOTH, true, true"})
    void a_trunk_is_told_its_own_way_on_whose_behalf_a_call_is_sent_on(
            SipTrunk.Diversion rule, boolean inDiversion, boolean inHistory) {
        brain.given(
                Phones.trunk("tr_1").with("diversion", rule).row(),
                Rows.did("49301234567", DestKind.FORWARD, "fwd_1"),
                new Forward("fwd_1", Rows.ACCOUNT, "mobile", "0171 1234567", CidRule.CALLER, Forward.Confirm.NEVER));

        brain.when(facts.inviteFromTrunk(C, Rows.TRUNK, "4989555", "49301234567"));

        assertThat(shown().diverted()).isEqualTo(new Diverted("+49301234567", inDiversion, inHistory));
    }

    @Test
    void a_trunk_that_wants_no_word_of_it_gets_none() {
        brain.given(
                Phones.trunk("tr_1").with("diversion", SipTrunk.Diversion.NONE).row(),
                Rows.did("49301234567", DestKind.FORWARD, "fwd_1"),
                new Forward("fwd_1", Rows.ACCOUNT, "mobile", "0171 1234567", CidRule.CALLER, Forward.Confirm.NEVER));

        brain.when(facts.inviteFromTrunk(C, Rows.TRUNK, "4989555", "49301234567"));

        assertThat(shown().diverted()).isNull();
    }

    @Test
    void who_has_no_number_at_all_is_shown_without_one_and_without_a_name() {
        brain.given(Draft.like(Rows.account()).with("country", "DE").row(), anna(Map.of("outCidName", "Anna A.")));

        dial(NUMBER);

        assertThat(shown()).isEqualTo(new Shown(null, null, "tr-1.example", null, false, null));
    }

    @ParameterizedTest
    @CsvSource({
        "4989555, CALLER, +4989555, +4989555, false",
        "+4989555, CALLER, +4989555, +4989555, false",
        "bob, CALLER, bob, bob, false",
        "anonymous, CALLER,, +4930100, true",
        "Anonymous, CALLER,, +4930100, true",
        "'', CALLER,, +4930100, true",
        "anonymous, ACCOUNT, +4930100, +4930100, false",
        "anonymous, TRUNK, +4930100, +4930100, false",
        "4989555, ANONYMOUS,, +4989555, true"
    })
    void who_called_the_account_is_shown_where_the_call_is_sent_on(
            String caller, CidRule rule, @Nullable String from, String asserted, boolean secret) {
        brain.given(
                Rows.did("49301234567", DestKind.FORWARD, "fwd_1"),
                new Forward("fwd_1", Rows.ACCOUNT, "mobile", "0171 1234567", rule, Forward.Confirm.IN_GROUPS));

        brain.when(facts.inviteFromTrunk(C, Rows.TRUNK, caller, "49301234567"));

        assertThat(shown())
                .isEqualTo(new Shown(
                        from, null, "tr-1.example", asserted, secret, new Diverted("+49301234567", true, false)));
    }
}
