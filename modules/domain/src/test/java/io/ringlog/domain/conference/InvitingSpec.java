package io.ringlog.domain.conference;

import static io.ringlog.domain.testing.ConferenceRow.conference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.Conference;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.AddRequested;
import io.ringlog.domain.journal.CallEvent.AddAsked;
import io.ringlog.domain.journal.CallEvent.AddRefused;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command.CancelLegs;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.MixLeg;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.ConferenceActed;
import io.ringlog.domain.journal.ConferenceActed.Act;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceEnded;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceJoined;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Anna moderates a conference and asks others in: a number outside, or Ben. */
class InvitingSpec {

    private static final String ROOM = "conf_1";
    private static final String NUMBER = "089 1234567";
    private static final String E164 = "49891234567";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut();

    private void anna_moderates(Conference row) {
        brain.given(row, Rows.extension("700", DestKind.CONFERENCE, ROOM));
        brain.given(Draft.like(UserRow.user("anna").row())
                .with("outCidNumber", "4930111")
                .row());
        brain.given(phones.registers("anna"), phones.registers("ben"));
        brain.given(phones.calls("c1", "anna", "700"));
        if (row.moderatorPin() != null) {
            brain.given(facts.gathered("c1", brain.hears("c1", "a"), "99", GatherEnd.TERMINATOR));
        }
    }

    private void anna_moderates() {
        anna_moderates(conference(ROOM).moderatorPin("99").row());
    }

    private static AddRequested adds(String callId, String number) {
        return new AddRequested("req-1", "api-1", callId, "a", new TransferTo.Dialled(number), "key_1");
    }

    private Reply replied() {
        return (Reply) brain.effects().getLast();
    }

    private String guest() {
        return String.valueOf(replied().callId());
    }

    @Test
    void a_number_outside_is_rung_with_a_call_of_its_own_and_seated_when_it_answers() {
        anna_moderates();

        brain.when(adds("c1", NUMBER));

        String own = guest();
        assertThat(replied()).extracting(Reply::accepted, Reply::code).containsExactly(true, "call.adding");
        assertThat(brain.events(CallStarted.class))
                .extracting(CallStarted::direction, CallStarted::from, CallStarted::to, CallStarted::userId)
                .containsExactly(tuple(Direction.OUTBOUND, "4930111", E164, "us_anna"));
        assertThat(brain.events(AddAsked.class)).containsExactly(new AddAsked("c1", "a", null, NUMBER));
        Target target = brain.commands(InviteParty.class).getFirst().targets().getFirst();
        assertThat(target.contact().uri()).isEqualTo("sip:" + E164 + "@tr-1.example:5070");
        assertThat(Objects.requireNonNull(target.shown()).asserted()).isEqualTo("+4930111");
        assertThat(brain.state().holders(Scopes.account(Direction.OUTBOUND))).containsExactly(own);

        brain.when(facts.answered(own, "b1"));

        assertThat(brain.events(ConferenceJoined.class))
                .containsExactly(new ConferenceJoined(own, ROOM, "b1", false, false, false));
        assertThat(brain.commands(MixLeg.class)).extracting(MixLeg::callId).containsExactly("c1", own);

        brain.when(facts.hungUp(own, "b1"));
        assertThat(brain.events(CallEnded.class).getFirst().cdr())
                .extracting(it -> it.conferenceId(), it -> it.parentCallId(), it -> it.trunkId())
                .containsExactly(ROOM, "c1", "tr_1");
        assertThat(brain.state().lease(own)).isEmpty();
    }

    @Test
    void a_user_is_rung_without_their_forwards() {
        brain.given(UserRow.user("ben").forwardAlways(DestKind.HANGUP, null).row());
        anna_moderates();

        brain.when(adds("c1", "ben"));

        String own = guest();
        assertThat(brain.events(CallStarted.class))
                .extracting(CallStarted::direction, CallStarted::from, CallStarted::to)
                .containsExactly(tuple(Direction.INTERNAL, "anna", "ben"));
        brain.when(facts.answered(own, "b1"));
        assertThat(brain.events(ConferenceJoined.class)).hasSize(1);
    }

    @Test
    void who_does_not_take_the_call_ends_it_and_the_conference_goes_on() {
        anna_moderates();
        brain.given(UserRow.user("ben").maxSimultaneous(1).row());
        assertThat(refused("ben", 486)).isEqualTo("routing.busy");
        assertThat(refused(NUMBER, 404)).isEqualTo("routing.number-refused");
        assertThat(brain.state().room(ROOM).orElseThrow().seats()).hasSize(1);
    }

    private String refused(String number, int status) {
        brain.when(adds("c1", number));
        String own = guest();
        brain.when(facts.failed(own, "b1", status));
        assertThat(brain.state().call(own)).isEmpty();
        return brain.events(CallRefused.class).getFirst().code();
    }

    @Test
    void who_cannot_be_rung_is_told_at_once() {
        anna_moderates();
        brain.given(Draft.like(Rows.account())
                .with("country", "DE")
                .with("onNet", false)
                .row());
        brain.given(UserRow.user("ben").maxSimultaneous(1).row());
        brain.given(Rows.extension("800", DestKind.HANGUP, null));
        brain.given(phones.calls("c2", "ben", "800x"));
        brain.given(
                Phones.trunk("tr_1").with("maxChannels", 0).row(),
                Phones.trunk("tr_2").with("maxChannels", 0).row());
        assertThat(refusal(adds("c1", NUMBER))).isEqualTo("admission.trunk-full");
        assertThat(refusal(adds("c1", "0900 1"))).isEqualTo("routing.class-forbidden");
        assertThat(refusal(adds("c1", "800"))).isEqualTo("talk.only-users");
        brain.given(
                Draft.like(Rows.account(null, 0, null)).with("country", "DE").row());
        assertThat(refusal(adds("c1", NUMBER))).isEqualTo("admission.account-full");
        brain.given(phones.calls("c3", "ben", "700"));
        assertThat(refusal(adds("c1", "ben"))).isEqualTo("routing.busy");
    }

    private String refusal(AddRequested asked) {
        brain.when(asked);
        assertThat(brain.events(AddRefused.class))
                .extracting(AddRefused::code)
                .containsExactly(replied().code());
        assertThat(brain.events(AddAsked.class)).isEmpty();
        return replied().code();
    }

    @Test
    void only_a_moderator_asks_others_in_where_there_can_be_one() {
        anna_moderates();
        brain.given(phones.calls("c2", "ben", "700"));
        brain.given(facts.gathered("c2", brain.hears("c2", "a"), "", GatherEnd.TIMEOUT));
        assertThat(refusal(adds("c2", NUMBER))).isEqualTo("conference.no-moderator");
    }

    @Test
    void every_member_who_is_a_user_does_where_there_is_none() {
        anna_moderates(conference(ROOM).row());
        brain.when(adds("c1", NUMBER));
        assertThat(replied().accepted()).isTrue();

        brain.given(facts.inviteFromTrunk("c9", "tr_1", "4940111", "4930700"));
        brain.given(Rows.did("4930700", DestKind.CONFERENCE, ROOM));
        brain.given(facts.inviteFromTrunk("c8", "tr_1", "4940111", "4930700"));
        assertThat(refusal(adds("c8", NUMBER))).isEqualTo("talk.outside-by-users");
        brain.when(adds("c8", "ben"));
        assertThat(brain.events(CallStarted.class))
                .extracting(CallStarted::from)
                .containsExactly("4940111");
        brain.when(adds("c8", "112"));
        assertThat(replied().accepted()).isTrue();
    }

    @Test
    void a_full_room_takes_nobody_before_they_are_rung_and_when_they_answer() {
        anna_moderates(conference(ROOM).maxMembers(2).row());
        brain.when(adds("c1", NUMBER));
        String first = guest();
        brain.when(adds("c1", "ben"));
        String second = guest();
        brain.given(facts.answered(first, "b1"));

        brain.when(facts.answered(second, "b1"));

        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::cause).containsExactly("conference.full");
        assertThat(brain.commands(HangUpLegs.class)).hasSize(1);
        assertThat(refusal(adds("c1", "ben"))).isEqualTo("conference.full");
    }

    @Test
    void who_still_rings_when_the_conference_is_over_is_rung_no_more() {
        anna_moderates();
        brain.when(adds("c1", NUMBER));
        String own = guest();
        brain.when(adds("c1", "ben"));
        String ben = guest();
        brain.when(facts.hungUp("c1", "a"));
        assertThat(brain.events(ConferenceEnded.class)).hasSize(1);
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::callId, CallRefused::code)
                .containsExactlyInAnyOrder(tuple(own, "conference.empty"), tuple(ben, "conference.empty"));
        assertThat(brain.commands(CancelLegs.class))
                .extracting(CancelLegs::callId)
                .containsExactlyInAnyOrder(own, ben);
    }

    @Test
    void a_moderator_lets_guests_into_a_locked_room() {
        anna_moderates();
        brain.given(new ConferenceActed("r", "api", ROOM, Act.LOCK, null, "key_1"));
        brain.when(adds("c1", NUMBER));
        brain.when(facts.answered(guest(), "b1"));
        assertThat(brain.events(ConferenceJoined.class)).hasSize(1);
    }

    @Test
    void a_room_that_was_removed_takes_nobody() {
        anna_moderates();
        brain.when(adds("c1", NUMBER));
        String own = guest();
        brain.whenRemoved(ROOM);
        assertThat(brain.events(CallRefused.class))
                .containsExactly(new CallRefused(own, 480, "conference.empty", "the call was ended before an answer"));
    }

    @Test
    void a_number_that_is_looked_up_is_rung_or_refused_when_it_is_known() {
        anna_moderates();
        brain.lookingUpSlowly();
        brain.when(adds("c1", NUMBER));
        String own = guest();
        assertThat(brain.commands(InviteParty.class)).isEmpty();
        assertThat(brain.lookedUp().commands(InviteParty.class)).hasSize(1);
        brain.given(facts.hungUp("c1", "a"));
        assertThat(brain.state().call(own)).isEmpty();

        brain.given(phones.calls("c2", "anna", "700"));
        brain.given(facts.gathered("c2", brain.hears("c2", "a"), "99", GatherEnd.TERMINATOR));
        brain.when(adds("c2", "089 7654321"));
        brain.given(Rows.route("route_1", "tr_1").with("prefixes", List.of("1")).row());
        assertThat(brain.lookedUp().events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.no-route");
    }

    @Test
    void a_number_that_is_known_when_the_conference_is_over_is_not_rung() {
        anna_moderates();
        brain.lookingUpSlowly();
        brain.when(adds("c1", NUMBER));
        brain.given(facts.hungUp("c1", "a"));
        assertThat(brain.lookedUp().commands(InviteParty.class)).isEmpty();
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("conference.empty");
    }
}
