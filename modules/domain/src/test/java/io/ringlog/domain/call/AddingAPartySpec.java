package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.AddRequested;
import io.ringlog.domain.journal.CallEvent.AddAsked;
import io.ringlog.domain.journal.CallEvent.AddFailed;
import io.ringlog.domain.journal.CallEvent.AddRefused;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.LegLeft;
import io.ringlog.domain.journal.CallEvent.PartyAdded;
import io.ringlog.domain.journal.CallEvent.TransferRefused;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.TakeOver;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.HoldRequested;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Outgoing.CommandRecord;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna talks with Ben, and Cleo is asked in. */
class AddingAPartySpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void anna_talks_with_ben() {
        brain.given(UserRow.user("cleo").maxSimultaneous(1).row(), Rows.device("cleo"), Rows.trunk());
        brain.given(Rows.extension("103", DestKind.USER, "us_cleo"), Rows.extension("700", DestKind.HANGUP, null));
        List.of("anna", "ben", "cleo").forEach(name -> brain.given(phones.registers(name)));
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
    }

    private AddRequested adds(String legId, String number) {
        return new AddRequested("req-1", "api-1", C, legId, new TransferTo.Dialled(number), "key_1");
    }

    private String talk() {
        return ((Leg.InTalk) brain.state().call(C).orElseThrow().leg("a").orElseThrow()).talkId();
    }

    private String replied() {
        return ((Reply) brain.effects().getLast()).code();
    }

    @Test
    void a_proxied_call_is_taken_over_and_the_third_is_rung_while_the_two_talk() {
        brain.when(adds("a", "103"));
        assertThat(brain.commands()).containsExactly(new TakeOver(C, talk()));
        assertThat(brain.events(AddAsked.class)).containsExactly(new AddAsked(C, "a", "us_cleo", null));
        assertThat(brain.effects()).isEmpty();

        brain.when(facts.takenOver(C, "a", "b1"));

        assertThat(brain.commands(InviteParty.class))
                .extracting(InviteParty::proxied)
                .containsExactly(false);
        assertThat(replied()).isEqualTo("call.adding");
        assertThat(brain.state().talk(talk()).orElseThrow().legs()).hasSize(2);
    }

    @Test
    void who_answers_comes_into_the_talk() {
        brain.given(adds("a", "103"), facts.takenOver(C, "a", "b1"));

        brain.when(facts.answered(C, "b2"));

        List<LegRef> three = List.of(new LegRef(C, "a"), new LegRef(C, "b1"), new LegRef(C, "b2"));
        assertThat(brain.commands(JoinLegs.class)).containsExactly(new JoinLegs(C, talk(), three));
        assertThat(brain.events(PartyAdded.class)).isEmpty();
        brain.when(facts.joined(C, talk(), three));
        assertThat(brain.events(PartyAdded.class)).containsExactly(new PartyAdded(C, "a", "b2"));
        assertThat(brain.state().talk(talk()).orElseThrow().legs()).isEqualTo(three);

        brain.when(facts.hungUp(C, "a"));
        assertThat(brain.events(LegLeft.class)).extracting(LegLeft::legId).containsExactly("a");
        assertThat(brain.events(CallEnded.class)).isEmpty();
    }

    private String joinId() {
        return brain.outgoing().stream()
                .filter(it -> it instanceof CommandRecord record && record.command() instanceof JoinLegs)
                .map(it -> ((CommandRecord) it).id())
                .findFirst()
                .orElseThrow();
    }

    private void cleo_has_answered() {
        brain.given(adds("a", "103"), facts.takenOver(C, "a", "b1"));
        brain.when(facts.answered(C, "b2"));
    }

    @Test
    void who_cannot_be_joined_goes_alone_and_the_two_talk_on() {
        cleo_has_answered();

        brain.when(facts.commandFailed(C, joinId(), null, "media.closed"));

        assertThat(brain.events(AddFailed.class))
                .containsExactly(new AddFailed(C, "a", "us_cleo", null, "media.closed"));
        assertThat(brain.commands(Command.HangUpLegs.class))
                .extracting(Command.HangUpLegs::legIds)
                .containsExactly(List.of("b2"));
        assertThat(brain.events(CallEnded.class)).isEmpty();
        assertThat(brain.state().talk(talk()).orElseThrow().legs()).hasSize(2);
        brain.when(adds("a", "103"));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
    }

    @Test
    void who_goes_before_the_third_is_joined_leaves_the_others_together() {
        cleo_has_answered();
        String join = joinId();

        brain.when(facts.hungUp(C, "a"));

        assertThat(brain.events(CallEnded.class)).isEmpty();
        assertThat(brain.commands(Command.HangUpLegs.class)).isEmpty();
        brain.when(facts.commandFailed(C, join, "a", "leg.not-talking"));
        List<LegRef> both = List.of(new LegRef(C, "b1"), new LegRef(C, "b2"));
        assertThat(brain.commands(JoinLegs.class)).extracting(JoinLegs::legs).containsExactly(both);
        String talk = brain.commands(JoinLegs.class).getFirst().talkId();
        brain.when(facts.joined(C, talk, both));
        assertThat(brain.events(PartyAdded.class)).containsExactly(new PartyAdded(C, "a", "b2"));
        assertThat(brain.state().talk(talk).orElseThrow().legs()).isEqualTo(both);
        brain.when(facts.hungUp(C, "b1"));
        assertThat(brain.events(CallEnded.class)).hasSize(1);
    }

    @Test
    void who_answers_and_hangs_up_at_once_has_not_come() {
        cleo_has_answered();

        brain.when(facts.hungUp(C, "b2"));

        assertThat(brain.events(AddFailed.class))
                .containsExactly(new AddFailed(C, "a", "us_cleo", null, "called.hung-up"));
        assertThat(brain.events(CallEnded.class)).isEmpty();
        assertThat(brain.state().call(C).orElseThrow().addition()).isNull();
    }

    @Test
    void both_who_talked_go_before_the_third_is_joined_and_nobody_stays_alone() {
        cleo_has_answered();
        brain.given(facts.hungUp(C, "a"));

        brain.when(facts.hungUp(C, "b1"));

        assertThat(brain.events(CallEnded.class)).hasSize(1);
        assertThat(brain.commands(Command.HangUpLegs.class))
                .extracting(Command.HangUpLegs::legIds)
                .containsExactly(List.of("b2"));
    }

    @Test
    void a_fourth_may_come_from_whoever_talks() {
        brain.given(UserRow.user("dora").row(), Rows.device("dora")).given(phones.registers("dora"));
        brain.given(adds("a", "103"), facts.takenOver(C, "a", "b1"), facts.answered(C, "b2"));
        brain.given(facts.joined(C, talk(), List.of(new LegRef(C, "a"), new LegRef(C, "b1"), new LegRef(C, "b2"))));

        brain.when(new AddRequested("r", "api", C, "b2", new TransferTo.Target(DestKind.USER, "us_dora"), "key_1"));

        assertThat(brain.commands(TakeOver.class)).isEmpty();
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
        brain.when(facts.answered(C, "b3"));
        assertThat(brain.commands(JoinLegs.class).getFirst().legs()).hasSize(4);
    }

    @Test
    void nobody_who_comes_leaves_the_talk_as_it_was() {
        brain.given(adds("b1", "103"), facts.takenOver(C, "a", "b1"));

        brain.when(facts.failed(C, "b2", 486));

        assertThat(brain.events(AddFailed.class))
                .containsExactly(new AddFailed(C, "b1", "us_cleo", null, "routing.busy"));
        assertThat(brain.commands()).isEmpty();
        assertThat(brain.state().talk(talk()).orElseThrow().legs()).hasSize(2);
        brain.when(adds("a", "103"));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
    }

    @Test
    void who_is_full_is_not_rung_and_who_asked_hears_it() {
        brain.given(phones.calls("c2", "cleo", "ben"));
        brain.given(adds("a", "103"));

        brain.when(facts.takenOver(C, "a", "b1"));

        assertThat(replied()).isEqualTo("routing.busy");
        assertThat(brain.events(AddFailed.class)).hasSize(1);
    }

    @Test
    void a_call_that_cannot_be_taken_over_goes_on() {
        brain.when(adds("a", "103"));
        String command = ((CommandRecord) brain.outgoing().stream()
                        .filter(CommandRecord.class::isInstance)
                        .findFirst()
                        .orElseThrow())
                .id();

        brain.when(facts.commandFailed(C, command, null, "call.not-proxied"));

        assertThat(replied()).isEqualTo("call.not-proxied");
        assertThat(brain.events(AddFailed.class)).hasSize(1);
        assertThat(brain.events(CallEnded.class)).isEmpty();
        assertThat(brain.state().call(C).orElseThrow().addition()).isNull();
    }

    @Test
    void who_asked_hears_that_the_call_ended_before() {
        brain.given(adds("a", "103"));

        brain.when(facts.hungUp(C, "a"));

        assertThat(replied()).isEqualTo("call.ended");
        assertThat(brain.commands(Command.HangUpLegs.class)).hasSize(1);
    }

    @Test
    void the_ring_ends_with_the_talk() {
        brain.given(adds("a", "103"), facts.takenOver(C, "a", "b1"));

        brain.when(facts.hungUp(C, "a"));

        assertThat(brain.commands(Command.CancelLegs.class)).hasSize(1);
        assertThat(brain.events(CallEnded.class)).hasSize(1);
        assertThat(brain.effects()).isEmpty();
    }

    @Test
    void what_cannot_be_is_refused_with_its_reason() {
        assertThat(refusal(adds("b9", "103"))).isEqualTo("leg.not-talking");
        assertThat(refusal(adds("a", "700"))).isEqualTo("talk.only-users");
        assertThat(refusal(adds("a", "nobody"))).isNotEmpty();
        assertThat(refusal(new AddRequested("r", "api", C, "a", new TransferTo.Consulted("c9", null), "k")))
                .isEqualTo("talk.only-users");
        assertThat(refusal(new AddRequested("r", "api", C, "a", new TransferTo.Parked(null, null), "k")))
                .isEqualTo("talk.only-users");
        brain.given(UserRow.user("emil").row());
        assertThat(refusal(adds("a", "emil"))).isEqualTo("routing.unreachable");
        brain.when(new AddRequested("r", "api", "c9", "a", new TransferTo.Dialled("103"), "k"));
        assertThat(replied()).isEqualTo("call.unknown");
    }

    @Test
    void nobody_picks_up_whom_a_talk_asks_in() {
        brain.given(UserRow.user("dora").row(), Rows.device("dora"));
        brain.given(adds("a", "103"), facts.takenOver(C, "a", "b1"));

        brain.when(phones.calls("c2", "dora", "**cleo"));

        assertThat(brain.commands(Command.RefuseCall.class))
                .extracting(Command.RefuseCall::warning)
                .containsExactly("pickup.nothing-rings");
        brain.when(facts.answered(C, "b2"));
        assertThat(brain.commands(JoinLegs.class)).hasSize(1);
    }

    private String refusal(AddRequested asked) {
        brain.when(asked);
        assertThat(brain.events(AddRefused.class)).extracting(AddRefused::code).containsExactly(replied());
        return replied();
    }

    @Test
    void one_thing_is_done_to_a_talk_at_a_time() {
        brain.given(adds("a", "103"));
        assertThat(refusal(adds("b1", "103"))).isEqualTo("call.being-added-to");
        brain.when(new HoldRequested("r", "api", C, "a", true, "k"));
        assertThat(replied()).isEqualTo("call.being-added-to");
        brain.when(facts.refers(C, "b1", "anna"));
        assertThat(brain.events(TransferRefused.class))
                .extracting(TransferRefused::code)
                .containsExactly("call.being-added-to");
        assertThat(brain.commands(Command.AnswerRefer.class))
                .extracting(Command.AnswerRefer::status)
                .containsExactly(491);
    }

    @Test
    void who_is_on_hold_or_passed_on_has_to_come_back_first() {
        brain.given(new HoldRequested("r", "api", C, "a", true, "k"));
        assertThat(refusal(adds("a", "103"))).isEqualTo("call.on-hold");
    }

    @Test
    void who_is_being_passed_on_is_not_asked_to_a_talk() {
        brain.given(facts.refers(C, "b1", "103"));
        assertThat(refusal(adds("a", "103"))).isEqualTo("call.being-transferred");
    }

    @Test
    void a_talk_of_two_calls_takes_nobody_in() {
        brain.given(facts.takenOver(C, "a", "b1"), phones.calls("c2", "cleo", "ben"));
        brain.given(facts.answered("c2", "b1"));
        brain.given(facts.joined(C, "tk-9", List.of(new LegRef(C, "a"), new LegRef("c2", "b1"))));
        assertThat(refusal(adds("a", "103"))).isEqualTo("talk.of-many-calls");
    }
}
