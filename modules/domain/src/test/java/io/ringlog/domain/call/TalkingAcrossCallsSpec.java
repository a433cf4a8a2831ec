package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.LegLeft;
import io.ringlog.domain.journal.CallEvent.TalkJoined;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Talk;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TalkingAcrossCallsSpec {

    private static final LegRef ANNAS = new LegRef("c1", "a");
    private static final LegRef BENS = new LegRef("c1", "b1");
    private static final LegRef OTHER = new LegRef("c2", "b1");

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void two_calls_are_talking() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
        brain.given(phones.calls("c1", "anna", "ben"), facts.answered("c1", "b1"));
        brain.given(phones.calls("c2", "ben", "anna"), facts.answered("c2", "b1"));
    }

    @Test
    void every_leg_has_its_party_and_the_two_of_a_call_are_in_one_talk() {
        Leg caller = leg("c1", "a");
        assertThat(caller.party()).isEqualTo(new Party.Device("us_anna", "dev_anna"));
        assertThat(leg("c1", "b1").party()).isEqualTo(new Party.Device("us_ben", "dev_ben"));
        assertThat(talkOf("c1", "a").legs()).containsExactly(ANNAS, BENS);
        assertThat(talkOf("c1", "b1")).isEqualTo(talkOf("c1", "a"));
    }

    @Test
    void a_leg_moves_to_a_talk_with_a_leg_of_another_call() {
        brain.when(moved());
        assertThat(talkOf("c1", "a")).isEqualTo(new Talk("tk-x", List.of(ANNAS, OTHER)));
        assertThat(leg("c1", "b1")).isInstanceOf(Leg.Hosted.class);
        assertThat(leg("c2", "a")).isInstanceOf(Leg.Hosted.class);
        assertThat(brain.events(TalkJoined.class)).extracting(CallEvent::callId).containsExactly("c1", "c2");
        assertThat(brain.events(CallEvent.TalkSplit.class))
                .extracting(CallEvent::callId)
                .containsExactly("c1", "c2");
    }

    @Test
    void a_leg_that_nobody_hears_may_go_and_its_call_goes_on() {
        brain.given(moved());
        brain.when(facts.hungUp("c1", "b1"));
        assertThat(brain.events(LegLeft.class))
                .containsExactly(new LegLeft("c1", "b1", new Party.Device("us_ben", "dev_ben"), "called.hung-up"));
        assertThat(brain.commands()).isEmpty();
        assertThat(brain.state().calls()).hasSize(2);
        assertThat(talkOf("c1", "a").legs()).containsExactly(ANNAS, OTHER);
    }

    @Test
    void who_leaves_a_talk_of_two_calls_ends_both_when_nobody_else_talks() {
        brain.given(moved());
        brain.when(facts.hungUp("c1", "a"));
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::callId, CallEnded::cause)
                .containsExactly(tuple("c1", "caller.hung-up"), tuple("c2", "talk.deserted"));
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::callId, HangUpLegs::legIds)
                .containsExactlyInAnyOrder(
                        tuple("c1", List.of("b1")), tuple("c2", List.of("b1")), tuple("c2", List.of("a")));
        assertThat(brain.state().calls()).isEmpty();
        assertThat(brain.state().talk("tk-x")).isEmpty();
    }

    @Test
    void a_talk_of_three_goes_on_between_two() {
        brain.given(facts.joined("c1", "tk-x", List.of(ANNAS, BENS, OTHER)));
        brain.when(facts.hungUp("c1", "b1"));
        assertThat(brain.events(CallEnded.class)).isEmpty();
        assertThat(talkOf("c1", "a").legs()).containsExactly(ANNAS, OTHER);
    }

    @Test
    void a_split_talk_leaves_its_legs_with_the_engine() {
        String talkId = talkOf("c1", "a").id();
        brain.when(facts.split("c1", talkId));
        assertThat(leg("c1", "a")).isInstanceOf(Leg.Hosted.class);
        assertThat(leg("c1", "b1")).isInstanceOf(Leg.Hosted.class);
        assertThat(brain.events()).containsExactly(new CallEvent.TalkSplit("c1", talkId));
        assertThat(brain.state().talk(talkId)).isEmpty();
    }

    @Test
    void a_party_that_holds_stays_in_the_talk() {
        brain.when(facts.held("c1", "b1", true));
        assertThat(leg("c1", "b1")).isInstanceOf(Leg.Held.class);
        assertThat(talkOf("c1", "b1").legs()).containsExactly(ANNAS, BENS);
        brain.when(facts.held("c1", "b1", false));
        assertThat(leg("c1", "b1")).isInstanceOf(Leg.Talking.class);
    }

    private LegsJoined moved() {
        return facts.joined("c1", "tk-x", List.of(ANNAS, OTHER));
    }

    private Leg leg(String callId, String legId) {
        return brain.state().call(callId).orElseThrow().leg(legId).orElseThrow();
    }

    private Talk talkOf(String callId, String legId) {
        String talkId = ((Leg.InTalk) leg(callId, legId)).talkId();
        return brain.state().talk(talkId).orElseThrow();
    }
}
