package io.ringlog.domain.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RecordedCalls;
import io.ringlog.domain.config.RecordingNotice;
import io.ringlog.domain.config.RecordingRule;
import io.ringlog.domain.config.node.Dial;
import io.ringlog.domain.config.node.RecordTalks;
import io.ringlog.domain.journal.AddRequested;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallFact.CodePressed;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.ListenForCodes;
import io.ringlog.domain.journal.Command.RecordTalk;
import io.ringlog.domain.journal.Command.TurnRecording;
import io.ringlog.domain.journal.Command.TurnRecording.To;
import io.ringlog.domain.journal.HoldRequested;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.RecordingActed.Verb;
import io.ringlog.domain.journal.RecordingEvent.RecordingPaused;
import io.ringlog.domain.journal.RecordingEvent.RecordingRefused;
import io.ringlog.domain.journal.RecordingEvent.RecordingResumed;
import io.ringlog.domain.journal.RecordingEvent.RecordingStarted;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.TalkRecording;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Talks are recorded where a rule or somebody wants it. */
class RecordingTalksSpec extends RecordedTalk {

    private void user(String name, RecordingRule rule) {
        brain.given(Draft.like(UserRow.user(name).row()).with("recording", rule).row());
    }

    @Test
    void a_call_that_is_only_passed_on_is_recorded_from_its_answer() {
        account("recordingNotice", RecordingNotice.BEEP);

        talk();

        String id = recorded().recordingId();
        assertThat(brain.commands(RecordTalk.class)).containsExactly(new RecordTalk(C, "a", id, 4 * 3600, "beep", 15));
        assertThat(brain.events(RecordingStarted.class)).singleElement().satisfies(it -> {
            assertThat(it.legId()).isEqualTo("a");
            assertThat(it.paused()).isFalse();
        });
        assertThat(brain.reasons(RecordingStarted.class).getFirst().inputs())
                .containsEntry("says", "account acc_1")
                .containsEntry("rule", "always");
    }

    @Test
    void a_prompt_is_heard_once() {
        account("recordingNotice", RecordingNotice.PROMPT);

        talk();

        assertThat(recorded().noticeMediaId()).isEqualTo("recording-notice");
        assertThat(recorded().noticeEverySec()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"OFF,OFF,false", "ALWAYS,OFF,true", "ON_DEMAND,OFF,false"})
    void users_say_so_before_the_account_and_who_wants_more_decides(
            RecordingRule one, RecordingRule other, boolean isRecorded) {
        account("recordingCalls", RecordedCalls.ALL);
        user("anna", one);
        user("ben", other);

        talk();

        assertThat(brain.commands(RecordTalk.class)).hasSize(isRecorded ? 1 : 0);
        assertThat(brain.reasons(RecordingStarted.class))
                .allMatch(why -> "user us_anna".equals(why.inputs().get("says")));
    }

    @ParameterizedTest
    @EnumSource
    void a_rule_can_be_for_calls_of_one_direction(RecordedCalls calls) {
        account("recordingCalls", calls);

        talk();

        boolean internal = calls == RecordedCalls.ALL || calls == RecordedCalls.INTERNAL;
        assertThat(brain.commands(RecordTalk.class)).hasSize(internal ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"did_49301,did", "tr_1,trunk"})
    void the_number_and_the_trunk_say_so_where_nobody_nearer_does(String id, String kind) {
        brain.given(
                Draft.like(Rows.trunk())
                        .with("recording", kind.equals("trunk") ? RecordingRule.ALWAYS : null)
                        .row(),
                Draft.like(Rows.did("49301", DestKind.USER, "us_ben"))
                        .with("recording", kind.equals("did") ? RecordingRule.ALWAYS : null)
                        .row());
        brain.given(facts.inviteFromTrunk(C, Rows.TRUNK, "4917", "49301"));

        brain.when(facts.answered(C, "b1"));

        assertThat(brain.reasons(RecordingStarted.class).getFirst().inputs().get("says"))
                .startsWith(kind + " ");
    }

    @Test
    void a_flow_says_so_before_all_others() {
        user("ben", RecordingRule.OFF);
        brain.given(
                Rows.flow(
                        "flow_1",
                        1,
                        Rows.graph(
                                List.of(
                                        Rows.entry(),
                                        Rows.node("rec", new RecordTalks(RecordingRule.ALWAYS)),
                                        Rows.node("ben", new Dial(DestKind.USER, "us_ben", null))),
                                "entry default rec",
                                "rec default ben")),
                Rows.extension("200", DestKind.FLOW, "flow_1"));
        brain.given(phones.calls(C, "anna", "200"), facts.answered(C, "a"), facts.answered(C, "b1"));

        brain.when(facts.joined(C, "a", "b1"));

        assertThat(brain.reasons(RecordingStarted.class).getFirst().inputs()).containsEntry("says", "flow flow_1");
    }

    @Test
    void a_recording_ends_with_its_talk_and_the_next_talk_has_one_of_its_own() {
        account("recordingKeepDays", 30);
        talk();
        String first = recorded().recordingId();
        String talk = ((Leg.InTalk) leg()).talkId();
        brain.given(new HoldRequested("r", "api", C, "b1", true, "key:1"), facts.takenOver(C, "a", "b1"));

        brain.when(facts.split(C, talk));

        assertThat(brain.commands(TurnRecording.class)).containsExactly(new TurnRecording(C, "a", first, To.END));
        brain.when(new HoldRequested("r", "api", C, "b1", false, "key:1"));
        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        brain.when(facts.joined(C, join.talkId(), join.legs()));
        assertThat(recorded().recordingId()).isNotEqualTo(first);
    }

    @Test
    void those_who_are_left_when_the_recorded_party_goes_have_a_recording_of_their_own() {
        account("recordingKeepDays", 30);
        brain.given(UserRow.user("cleo").row(), Rows.device("cleo"));
        brain.given(phones.registers("cleo"));
        brain.given(Rows.extension("103", DestKind.USER, "us_cleo"));
        talk();
        String first = recorded().recordingId();
        String talk = ((Leg.InTalk) leg()).talkId();
        brain.given(new AddRequested("r", "api", C, "a", new TransferTo.Dialled("103"), "key:1"));
        brain.given(facts.takenOver(C, "a", "b1"), facts.answered(C, "b2"));
        brain.given(facts.joined(C, talk, List.of(new LegRef(C, "a"), new LegRef(C, "b1"), new LegRef(C, "b2"))));

        brain.when(facts.hungUp(C, "a"));

        assertThat(recorded()).extracting(RecordTalk::legId).isEqualTo("b1");
        assertThat(recorded().recordingId()).isNotEqualTo(first);
    }

    private Leg leg() {
        return brain.state().call(C).flatMap(call -> call.leg("a")).orElseThrow();
    }

    @Test
    void a_recording_that_cannot_be_made_ends_no_call() {
        account("recordingKeepDays", 30);
        talk();
        TalkRecording recording = brain.state().recordings().all().iterator().next();

        brain.when(facts.commandFailed(C, recording.commandId(), "a", "media.not-recordable"));

        assertThat(brain.events(RecordingRefused.class)).singleElement().satisfies(it -> {
            assertThat(it.code()).isEqualTo("media.not-recordable");
            assertThat(it.text()).endsWith(": it is not in G.711 (PCMA or PCMU), and nothing is transcoded");
        });
        assertThat(brain.events(CallEnded.class)).isEmpty();
        assertThat(brain.state().recordings().all()).isEmpty();
    }

    @Test
    void an_account_whose_quota_is_used_up_records_nothing_and_says_so() {
        account("recordingQuotaMb", 0);

        talk();

        assertThat(brain.commands(RecordTalk.class)).isEmpty();
        assertThat(brain.events(RecordingRefused.class))
                .singleElement()
                .satisfies(it -> assertThat(it.code()).isEqualTo("recording.full"));
        brain.when(asks(Verb.START, C));
        assertThat(reply().code()).isEqualTo("recording.full");
    }

    @Test
    void a_recording_on_demand_is_begun_and_ended_by_whoever_asks() {
        user("ben", RecordingRule.ON_DEMAND);
        talk();
        assertThat(brain.commands(RecordTalk.class)).isEmpty();
        assertThat(brain.when(asks(Verb.STOP, C)).effects()).hasSize(1);
        assertThat(reply().code()).isEqualTo("recording.not-recorded");

        brain.when(asks(Verb.START, C));

        String id = recorded().recordingId();
        assertThat(reply().code()).isEqualTo("recording.done");
        assertThat(brain.when(asks(Verb.START, C)).commands()).isEmpty();
        assertThat(reply().accepted()).isTrue();
        brain.when(asks(Verb.STOP, C));
        assertThat(brain.commands()).containsExactly(new TurnRecording(C, "a", id, To.END));
        assertThat(reply().accepted()).isTrue();
    }

    @Test
    void a_pause_holds_for_the_talks_after_it_too() {
        account("recordingKeepDays", 30);
        talk();
        String id = recorded().recordingId();

        brain.when(asks(Verb.PAUSE, C));
        assertThat(brain.commands()).containsExactly(new TurnRecording(C, "a", id, To.PAUSE));
        assertThat(brain.events()).containsExactly(new RecordingPaused(id, C));
        String talk = ((Leg.InTalk) leg()).talkId();
        brain.given(
                new HoldRequested("r", "api", C, "b1", true, "key:1"),
                facts.takenOver(C, "a", "b1"),
                facts.split(C, talk));
        brain.when(new HoldRequested("r", "api", C, "b1", false, "key:1"));
        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        brain.when(facts.joined(C, join.talkId(), join.legs()));

        String next = recorded().recordingId();
        assertThat(brain.commands(TurnRecording.class)).containsExactly(new TurnRecording(C, "a", next, To.PAUSE));
        brain.when(asks(Verb.RESUME, C));
        assertThat(brain.events()).containsExactly(new RecordingResumed(next, C));
    }

    @Test
    void users_begin_pause_and_stop_it_by_keys_and_hear_of_nothing_that_cannot_be() {
        brain.given(Draft.like(Rows.account())
                .with("recording", RecordingRule.ON_DEMAND)
                .with("recordingKeys", "*1")
                .with("recordingPauseKeys", "*2")
                .row());
        talk();
        assertThat(brain.commands(ListenForCodes.class))
                .containsExactly(
                        new ListenForCodes(C, "a", List.of("*1", "*2")),
                        new ListenForCodes(C, "b1", List.of("*1", "*2")));

        brain.when(pressed("*2"));
        assertThat(brain.events(RecordingRefused.class))
                .singleElement()
                .satisfies(it -> assertThat(it.code()).isEqualTo("recording.not-recorded"));
        brain.when(pressed("*1"));
        String id = recorded().recordingId();
        assertThat(brain.when(pressed("*2")).events()).containsExactly(new RecordingPaused(id, C));
        assertThat(brain.when(pressed("*2")).events()).containsExactly(new RecordingResumed(id, C));
        brain.when(pressed("*1"));
        assertThat(brain.commands()).containsExactly(new TurnRecording(C, "a", id, To.END));
        brain.given(facts.hungUp(C, "a"));
        assertThat(brain.when(pressed("*1")).commands()).isEmpty();
    }

    private CodePressed pressed(String keys) {
        return new CodePressed(facts.stamp(), C, "b1", keys);
    }

    @Test
    void what_is_recorded_always_cannot_be_stopped() {
        account("recordingKeepDays", 30);
        talk();

        brain.when(asks(Verb.STOP, C));

        assertThat(reply().code()).isEqualTo("recording.always");
        assertThat(brain.commands()).isEmpty();
    }

    @Test
    void what_is_recorded_never_cannot_be_begun() {
        talk();

        brain.when(asks(Verb.START, C));

        assertThat(reply().code()).isEqualTo("recording.off");
    }

    @Test
    void who_asks_about_what_is_not_there_is_told_so() {
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(asks(Verb.START, C));
        assertThat(reply().code()).isEqualTo("leg.not-talking");
        brain.when(asks(Verb.START, "c9"));
        assertThat(reply().code()).isEqualTo("call.unknown");
        brain.when(asks(Verb.ERASE, "rec-9"));
        assertThat(reply().code()).isEqualTo("recording.unknown");
    }
}
