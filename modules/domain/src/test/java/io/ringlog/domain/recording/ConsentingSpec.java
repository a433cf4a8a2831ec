package io.ringlog.domain.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RecordingConsent;
import io.ringlog.domain.config.RecordingRule;
import io.ringlog.domain.config.node.Dial;
import io.ringlog.domain.config.node.SetVariable;
import io.ringlog.domain.journal.CallFact.CodePressed;
import io.ringlog.domain.journal.Command.ListenForCodes;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.Command.RecordTalk;
import io.ringlog.domain.journal.Command.TurnRecording;
import io.ringlog.domain.journal.Command.TurnRecording.To;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.RecordingActed.Verb;
import io.ringlog.domain.journal.RecordingEvent.RecordingConsentAnswered;
import io.ringlog.domain.journal.RecordingEvent.RecordingConsentAsked;
import io.ringlog.domain.journal.RecordingEvent.RecordingRefused;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody is recorded who has to agree and has not. */
class ConsentingSpec extends RecordedTalk {

    private static final String ASK = "recording-consent";

    private void account(RecordingConsent consent, RecordingRule rule) {
        brain.given(Draft.like(Rows.account())
                .with("recording", rule)
                .with("recordingConsent", consent)
                .with("recordingConsentSec", 20)
                .with("recordingKeys", "*1")
                .row());
    }

    /** Somebody from outside calls Ben. */
    private void callFromOutside(RecordingConsent consent, RecordingRule rule) {
        account(consent, rule);
        brain.given(Rows.trunk(), Rows.did("49301", DestKind.USER, "us_ben"));
        brain.given(facts.inviteFromTrunk(C, Rows.TRUNK, "4917", "49301"));
        brain.when(facts.answered(C, "b1"));
    }

    private void presses(String leg, String key) {
        brain.when(new CodePressed(facts.stamp(), C, leg, key));
    }

    private String talkId() {
        return ((Leg.InTalk) brain.state().call(C).orElseThrow().leg("a").orElseThrow()).talkId();
    }

    @Test
    void who_calls_from_outside_is_asked_and_nothing_is_recorded_before() {
        callFromOutside(RecordingConsent.KEY, RecordingRule.ALWAYS);
        assertThat(brain.commands(RecordTalk.class)).isEmpty();
        assertThat(brain.commands(Play.class))
                .extracting(Play::legId, Play::mediaIds, Play::loop)
                .containsExactly(tuple("a", List.of(ASK), false));
        assertThat(brain.commands(ListenForCodes.class))
                .containsExactly(
                        new ListenForCodes(C, "b1", List.of("*1")), new ListenForCodes(C, "a", List.of("1", "2")));
        assertThat(brain.events(RecordingConsentAsked.class))
                .containsExactly(new RecordingConsentAsked(C, "a", talkId()));
    }

    @Test
    void who_agrees_by_the_key_is_recorded_from_then_on() {
        callFromOutside(RecordingConsent.KEY, RecordingRule.ALWAYS);
        presses("a", "1");
        assertThat(recorded().legId()).isEqualTo("a");
        assertThat(brain.events(RecordingConsentAnswered.class))
                .containsExactly(new RecordingConsentAnswered(C, "a", true));
        assertThat(brain.reasons(RecordingConsentAnswered.class).getFirst().rule())
                .isEqualTo("recording.consent-key");
        assertThat(brain.commands(Play.class)).extracting(Play::mediaIds).containsExactly(List.of("recording-agreed"));
        assertThat(brain.commands(ListenForCodes.class)).containsExactly(new ListenForCodes(C, "a", List.of()));
        presses("a", "1");
        assertThat(brain.commands()).isEmpty();
        brain.whenPassed(Duration.ofSeconds(20));
        assertThat(brain.events()).isEmpty();
    }

    @Test
    void who_refuses_is_not_recorded_whatever_others_want() {
        callFromOutside(RecordingConsent.KEY_OR_SILENCE, RecordingRule.ALWAYS);
        presses("a", "2");
        assertThat(brain.commands(RecordTalk.class)).isEmpty();
        assertThat(brain.events(RecordingConsentAnswered.class))
                .containsExactly(new RecordingConsentAnswered(C, "a", false));
        assertThat(brain.events(RecordingRefused.class))
                .extracting(RecordingRefused::code)
                .containsExactly("recording.no-consent");
        assertThat(brain.commands(Play.class))
                .extracting(Play::mediaIds)
                .containsExactly(List.of("recording-declined"));
        brain.when(asks(Verb.START, C));
        assertThat(reply().code()).isEqualTo("recording.no-consent");
        assertThat(brain.commands()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"KEY", "KEY_OR_SILENCE"})
    void silence_means_what_the_account_says(RecordingConsent consent) {
        callFromOutside(consent, RecordingRule.ALWAYS);
        brain.whenPassed(Duration.ofSeconds(20));
        boolean agreed = consent == RecordingConsent.KEY_OR_SILENCE;
        assertThat(brain.commands(RecordTalk.class)).hasSize(agreed ? 1 : 0);
        assertThat(brain.events(RecordingConsentAnswered.class))
                .containsExactly(new RecordingConsentAnswered(C, "a", agreed));
        assertThat(brain.reasons(RecordingConsentAnswered.class).getFirst().rule())
                .isEqualTo("recording.consent-silence");
    }

    @Test
    void users_among_themselves_are_all_asked_and_all_have_to_agree() {
        account(RecordingConsent.KEY, RecordingRule.ALWAYS);
        talk();
        assertThat(brain.commands(Play.class)).extracting(Play::legId).containsExactly("a", "b1");
        presses("b1", "1");
        assertThat(brain.commands(RecordTalk.class)).isEmpty();
        assertThat(brain.commands(ListenForCodes.class)).containsExactly(new ListenForCodes(C, "b1", List.of("*1")));
        presses("a", "1");
        assertThat(brain.commands(RecordTalk.class)).hasSize(1);
    }

    @Test
    void a_recording_on_demand_begins_when_they_agree() {
        callFromOutside(RecordingConsent.KEY, RecordingRule.ON_DEMAND);
        assertThat(brain.commands(Play.class)).isEmpty();
        presses("b1", "*1");
        assertThat(brain.commands(Play.class)).extracting(Play::mediaIds).containsExactly(List.of(ASK));
        presses("b1", "*1");
        assertThat(brain.commands(Play.class)).isEmpty();
        presses("a", "1");
        assertThat(brain.commands(RecordTalk.class)).hasSize(1);
    }

    @Test
    void nobody_is_asked_where_nothing_is_recorded_or_nobody_has_to_agree() {
        callFromOutside(RecordingConsent.KEY, RecordingRule.OFF);
        assertThat(brain.commands(Play.class)).isEmpty();
        presses("a", "1");
        assertThat(brain.events()).isEmpty();
    }

    @Test
    void without_the_question_a_key_is_a_key() {
        callFromOutside(RecordingConsent.NONE, RecordingRule.ALWAYS);
        assertThat(brain.commands(RecordTalk.class)).hasSize(1);
        presses("a", "2");
        assertThat(brain.events()).isEmpty();
    }

    @Test
    void whoever_comes_into_a_talk_that_is_recorded_is_asked_and_it_goes_on_in_a_recording_with_them() {
        callFromOutside(RecordingConsent.KEY, RecordingRule.ALWAYS);
        presses("a", "1");
        String id = recorded().recordingId();
        brain.given(facts.inviteFromTrunk("c2", Rows.TRUNK, "4918", "49301"), facts.answered("c2", "b1"));
        List<LegRef> three = List.of(new LegRef(C, "a"), new LegRef(C, "b1"), new LegRef("c2", "a"));
        brain.given(facts.takenOver(C, "a", "b1"), facts.takenOver("c2", "a", "b1"));

        brain.when(facts.joined(C, talkId(), three));

        assertThat(brain.commands(TurnRecording.class)).containsExactly(new TurnRecording(C, "a", id, To.END));
        assertThat(brain.commands(RecordTalk.class)).isEmpty();
        brain.when(new CodePressed(facts.stamp(), "c2", "a", "1"));
        assertThat(brain.commands(RecordTalk.class)).hasSize(1);
    }

    @Test
    void whoever_comes_later_has_as_long_for_their_answer_as_the_first() {
        callFromOutside(RecordingConsent.KEY_OR_SILENCE, RecordingRule.ALWAYS);
        brain.whenPassed(Duration.ofSeconds(15));
        brain.given(facts.inviteFromTrunk("c2", Rows.TRUNK, "4918", "49301"), facts.answered("c2", "b1"));
        List<LegRef> three = List.of(new LegRef(C, "a"), new LegRef(C, "b1"), new LegRef("c2", "a"));
        brain.given(facts.takenOver(C, "a", "b1"), facts.takenOver("c2", "a", "b1"));
        brain.given(facts.joined(C, talkId(), three));

        brain.whenPassed(Duration.ofSeconds(5));
        assertThat(brain.events(RecordingConsentAnswered.class))
                .containsExactly(new RecordingConsentAnswered(C, "a", true));
        assertThat(brain.commands(RecordTalk.class)).isEmpty();

        brain.whenPassed(Duration.ofSeconds(15));
        assertThat(brain.events(RecordingConsentAnswered.class))
                .containsExactly(new RecordingConsentAnswered("c2", "a", true));
        assertThat(brain.commands(RecordTalk.class)).hasSize(1);
    }

    @Test
    void who_is_on_hold_when_their_time_is_over_has_time_again_in_their_next_talk() {
        callFromOutside(RecordingConsent.KEY_OR_SILENCE, RecordingRule.ALWAYS);
        brain.given(facts.takenOver(C, "a", "b1"), facts.split(C, talkId()));
        brain.whenPassed(Duration.ofSeconds(20));
        assertThat(brain.events()).isEmpty();
        brain.given(facts.joined(C, "tk-new", List.of(new LegRef(C, "a"), new LegRef(C, "b1"))));
        brain.whenPassed(Duration.ofSeconds(19));
        assertThat(brain.events()).isEmpty();
        brain.whenPassed(Duration.ofSeconds(1));
        assertThat(brain.commands(RecordTalk.class)).hasSize(1);
    }

    @Test
    void who_was_asked_in_another_talk_has_as_long_for_their_answer_in_this_one() {
        callFromOutside(RecordingConsent.KEY_OR_SILENCE, RecordingRule.ALWAYS);
        brain.given(facts.takenOver(C, "a", "b1"), facts.split(C, talkId()));
        brain.given(facts.joined(C, "tk-new", List.of(new LegRef(C, "a"), new LegRef(C, "b1"))));
        brain.whenPassed(Duration.ofSeconds(20));
        assertThat(brain.commands(RecordTalk.class)).hasSize(1);
    }

    @Test
    void who_has_gone_answers_no_more() {
        callFromOutside(RecordingConsent.KEY, RecordingRule.ALWAYS);
        brain.given(facts.hungUp(C, "a"));
        brain.whenPassed(Duration.ofSeconds(20));
        assertThat(brain.events()).isEmpty();
        presses("a", "1");
        assertThat(brain.events()).isEmpty();
    }

    @Test
    void a_variable_that_says_something_else_says_nothing() {
        account(RecordingConsent.KEY, RecordingRule.ALWAYS);
        brain.given(
                Rows.trunk(),
                Rows.did("49301", DestKind.FLOW, "flow_1"),
                Rows.flow(
                        "flow_1",
                        1,
                        Rows.graph(
                                List.of(
                                        Rows.entry(),
                                        Rows.node("wish", new SetVariable("recording", "perhaps")),
                                        Rows.node("consent", new SetVariable("recording_consent.a", "perhaps")),
                                        Rows.node("ben", new Dial(DestKind.USER, "us_ben", null))),
                                "entry default wish",
                                "wish default consent",
                                "consent default ben")));
        brain.given(facts.inviteFromTrunk(C, Rows.TRUNK, "4917", "49301"));
        brain.when(facts.answered(C, "b1"));
        assertThat(brain.events(RecordingConsentAsked.class))
                .containsExactly(new RecordingConsentAsked(C, "a", talkId()));
    }
}
