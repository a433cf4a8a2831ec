package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.HoldAsked;
import io.ringlog.domain.journal.CallEvent.HoldRefused;
import io.ringlog.domain.journal.CallEvent.LegHoldChanged;
import io.ringlog.domain.journal.CallEvent.LegLeft;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.Command.SplitTalk;
import io.ringlog.domain.journal.Command.StopMedia;
import io.ringlog.domain.journal.Command.TakeOver;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.HoldRequested;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Hold;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldingSpec {

    private static final String C = "c1";
    private static final Party ANNA = new Party.Device("us_anna", "dev_anna");
    private static final Party BEN = new Party.Device("us_ben", "dev_ben");

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void two_are_talking_in_a_call_that_is_only_passed_on() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
    }

    @Test
    void a_call_that_is_only_passed_on_is_taken_over_split_and_hears_music() {
        String talk = talkId();
        brain.when(asks("b1", true));
        assertThat(brain.commands()).containsExactly(new TakeOver(C, talk));
        assertThat(brain.events()).containsExactly(new HoldAsked(C, "b1", true));
        assertThat(brain.effects()).isEmpty();
        brain.when(facts.takenOver(C, "a", "b1"));
        assertThat(brain.commands()).containsExactly(new SplitTalk(C, talk));
        brain.when(facts.split(C, talk));
        assertThat(brain.commands(Play.class))
                .singleElement()
                .matches(play -> play.legId().equals("a") && play.loop());
        assertThat(brain.events(LegHoldChanged.class)).containsExactly(new LegHoldChanged(C, "b1", true));
        assertThat(reply().code()).isEqualTo("call.held");
        assertThat(reply().accepted()).isTrue();
        assertThat(call().proxied()).isFalse();
    }

    @Test
    void a_resumed_call_is_a_relay_again() {
        holding();
        brain.when(asks("b1", false));
        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        assertThat(brain.commands()).containsExactly(new StopMedia(C, "a"), join);
        assertThat(join.legs()).containsExactly(new LegRef(C, "a"), new LegRef(C, "b1"));
        brain.when(facts.joined(C, join.talkId(), join.legs()));
        assertThat(brain.events(LegHoldChanged.class)).containsExactly(new LegHoldChanged(C, "b1", false));
        assertThat(reply().code()).isEqualTo("call.resumed");
        assertThat(call().hold()).isNull();
        assertThat(call().leg("a").orElseThrow()).isInstanceOf(Leg.Talking.class);
    }

    @Test
    void a_call_that_was_taken_over_before_is_only_split() {
        holding();
        resumed();
        brain.when(asks("a", true));
        assertThat(brain.commands()).containsExactly(new SplitTalk(C, talkId()));
        brain.when(facts.split(C, talkId()));
        assertThat(brain.commands(Play.class)).extracting(Play::legId).containsExactly("b1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whoever_goes_at_any_step_ends_the_call_and_who_asked_is_told(int steps) {
        String talk = talkId();
        brain.given(asks("b1", true));
        if (steps > 0) {
            brain.given(facts.takenOver(C, "a", "b1"));
        }
        if (steps > 1) {
            brain.given(facts.split(C, talk));
        }
        if (steps > 2) {
            brain.given(asks("b1", false));
        }
        brain.when(facts.hungUp(C, steps % 2 == 0 ? "a" : "b1"));
        assertThat(brain.events(CallEnded.class)).hasSize(1);
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::legIds)
                .containsExactly(List.of(steps % 2 == 0 ? "b1" : "a"));
        assertThat(brain.effects()).hasSize(steps == 2 ? 0 : 1);
        assertThat(brain.effects())
                .allMatch(told -> ((Effect.Reply) told).code().equals("call.ended"));
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void an_edge_that_cannot_take_over_leaves_the_talk_as_it_was() {
        brain.given(asks("b1", true));
        brain.when(facts.commandFailed(C, awaited(), null, "call.cannot-take-over"));
        assertThat(reply().accepted()).isFalse();
        assertThat(reply().code()).isEqualTo("call.cannot-take-over");
        assertThat(brain.commands()).isEmpty();
        assertThat(call().hold()).isNull();
        assertThat(talkId()).isNotEmpty();
    }

    @Test
    void legs_that_cannot_be_joined_again_stay_on_hold_with_music() {
        holding();
        brain.given(asks("b1", false));
        brain.when(facts.commandFailed(C, awaited(), null, "media.closed"));
        assertThat(reply().code()).isEqualTo("media.closed");
        assertThat(brain.commands(Play.class)).extracting(Play::legId).containsExactly("a");
        brain.when(asks("b1", false));
        assertThat(brain.commands(JoinLegs.class)).hasSize(1);
    }

    @Test
    void what_cannot_be_is_refused_with_a_code_and_words() {
        assertThat(refusal(asks("b9", true))).isEqualTo("leg.unknown");
        assertThat(refusal(asks("b1", false))).isEqualTo("call.not-on-hold");
        assertThat(refusal(new HoldRequested("r", "api-1", "nowhere", "a", true, "key")))
                .isEqualTo("call.unknown");
        brain.given(asks("b1", true));
        assertThat(refusal(asks("a", true))).isEqualTo("call.busy-with-hold");
        assertThat(refusal(asks("b1", false))).isEqualTo("call.busy-with-hold");
        brain.given(
                facts.takenOver(C, "a", "b1"),
                facts.split(C, Objects.requireNonNull(call().hold()).talkId()));
        assertThat(refusal(asks("b1", true))).isEqualTo("call.on-hold");
        assertThat(refusal(asks("a", false))).isEqualTo("leg.not-holding");
    }

    @Test
    void nobody_can_be_held_before_an_answer_and_nobody_of_another_call() {
        brain.given(phones.calls("c2", "anna", "ben"));
        assertThat(refusal(new HoldRequested("r", "api-1", "c2", "a", true, "key")))
                .isEqualTo("leg.not-talking");
        brain.given(facts.answered("c2", "b1"));
        brain.given(facts.joined(C, "tk-x", List.of(new LegRef(C, "a"), new LegRef("c2", "b1"))));
        assertThat(refusal(asks("a", true))).isEqualTo("talk.of-many-calls");
        assertThat(brain.events(HoldRefused.class)).hasSize(1);
    }

    @Test
    void a_leg_that_is_not_there_is_said_to_be_unknown_whatever_is_on_hold() {
        assertThat(refusal(asks("b9", false))).isEqualTo("leg.unknown");
        String talk = talkId();
        brain.given(asks("b1", true), facts.takenOver(C, "a", "b1"), facts.split(C, talk));
        assertThat(refusal(asks("b9", true))).isEqualTo("leg.unknown");
        assertThat(refusal(asks("b9", false))).isEqualTo("leg.unknown");
        assertThat(brain.events(HoldRefused.class))
                .extracting(HoldRefused::held)
                .containsExactly(false);
    }

    @Test
    void what_another_talk_or_command_comes_to_is_not_the_end_of_a_hold_under_way() {
        String talk = talkId();
        brain.given(asks("b1", true), facts.takenOver(C, "a", "b1"));

        brain.when(facts.split(C, "tk-other"), facts.commandFailed(C, "other", "b9", "no such leg"));
        assertThat(brain.effects()).isEmpty();
        assertThat(brain.commands()).isEmpty();

        brain.when(facts.split(C, talk));
        assertThat(reply().code()).isEqualTo("call.held");
    }

    @Test
    void legs_joined_in_another_talk_are_not_the_end_of_a_resume() {
        holding();
        brain.given(asks("b1", false));

        brain.when(facts.joined(C, "tk-other", List.of(new LegRef(C, "a"), new LegRef(C, "b1"))));

        assertThat(brain.effects()).isEmpty();
        assertThat(Objects.requireNonNull(call().hold()).step()).isEqualTo(Hold.Step.JOINING);
    }

    @Test
    void music_that_ends_leaves_the_others_on_hold() {
        String talk = talkId();
        brain.given(asks("b1", true), facts.takenOver(C, "a", "b1"));
        brain.when(facts.split(C, talk));
        String music = brain.commands(Play.class).getFirst().playbackId();

        brain.when(facts.played(C, music));

        assertThat(brain.effects()).isEmpty();
        assertThat(Objects.requireNonNull(call().hold()).step()).isEqualTo(Hold.Step.ON_HOLD);
    }

    @Test
    void one_of_three_goes_and_the_other_is_held_on_and_taken_back() {
        three_of_whom_b1_holds();
        brain.when(facts.hungUp(C, "a"));
        assertThat(brain.events()).containsExactly(new LegLeft(C, "a", ANNA, "caller.hung-up"));
        assertThat(brain.commands()).isEmpty();

        brain.when(asks("b1", false));
        assertThat(brain.commands(JoinLegs.class).getFirst().legs())
                .containsExactly(new LegRef(C, "b1"), new LegRef(C, "b2"));
        brain.when(facts.hungUp(C, "b2"));
        assertThat(brain.events(CallEnded.class)).hasSize(1);
    }

    @Test
    void the_others_talk_to_each_other_when_the_one_who_holds_them_goes() {
        three_of_whom_b1_holds();
        brain.when(facts.hungUp(C, "b1"));
        assertThat(brain.events()).containsExactly(new LegLeft(C, "b1", BEN, "called.hung-up"));
        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        assertThat(brain.commands()).containsExactly(new StopMedia(C, "a"), new StopMedia(C, "b2"), join);
        assertThat(join.legs()).containsExactly(new LegRef(C, "a"), new LegRef(C, "b2"));
        assertThat(call().hold()).isNull();
    }

    @Test
    void the_others_talk_to_each_other_when_who_asked_for_a_hold_goes_before_it_is_so() {
        three_are_talking();
        brain.given(asks("b1", true), facts.hungUp(C, "b1"));
        brain.when(facts.split(C, "tk-3"));
        assertThat(brain.commands(JoinLegs.class)).hasSize(1);
        assertThat(brain.commands(Play.class)).isEmpty();
        assertThat(reply().code()).isEqualTo("leg.gone");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_others_talk_to_each_other_when_who_takes_them_back_goes_before_it_is_so(boolean joins) {
        three_of_whom_b1_holds();
        brain.when(asks("b1", false));
        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        String command = awaited();
        brain.given(facts.hungUp(C, "b1"));
        brain.when(
                joins
                        ? facts.joined(C, join.talkId(), join.legs())
                        : facts.commandFailed(C, command, "b1", "leg.over"));
        assertThat(brain.commands(JoinLegs.class)).hasSize(joins ? 0 : 1);
        assertThat(reply().accepted()).isFalse();
        assertThat(call().hold()).isNull();
    }

    private void three_of_whom_b1_holds() {
        three_are_talking();
        brain.given(asks("b1", true), facts.split(C, "tk-3"));
    }

    private void three_are_talking() {
        Instant now = brain.now();
        Leg.Ringing third = new Leg.Ringing("b2", new Party.Number("49"), now, now);
        brain.given(call().plus(third).with(third.hosted(now)));
        brain.given(facts.joined(C, "tk-3", List.of(new LegRef(C, "a"), new LegRef(C, "b1"), new LegRef(C, "b2"))));
    }

    private void holding() {
        String talk = talkId();
        brain.given(asks("b1", true), facts.takenOver(C, "a", "b1"), facts.split(C, talk));
    }

    private void resumed() {
        brain.when(asks("b1", false));
        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        brain.given(facts.joined(C, join.talkId(), join.legs()));
    }

    private static HoldRequested asks(String leg, boolean held) {
        return new HoldRequested("req_1", "api-1", C, leg, held, "key");
    }

    private String refusal(HoldRequested asked) {
        brain.when(asked);
        assertThat(brain.commands()).isEmpty();
        assertThat(reply().accepted()).isFalse();
        assertThat(reply().text()).isNotBlank();
        return reply().code();
    }

    private Effect.Reply reply() {
        return (Effect.Reply) brain.effects().getFirst();
    }

    /** The id of the command whose end the hold waits for. */
    private String awaited() {
        return Objects.requireNonNull(call().hold()).commandId();
    }

    private CallState call() {
        return brain.state().call(C).orElseThrow();
    }

    private String talkId() {
        return ((Leg.InTalk) call().leg("a").orElseThrow()).talkId();
    }
}
