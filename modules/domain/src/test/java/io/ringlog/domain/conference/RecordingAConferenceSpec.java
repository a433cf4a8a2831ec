package io.ringlog.domain.conference;

import static io.ringlog.domain.conference.ConferenceLine.ROOM;
import static io.ringlog.domain.testing.ConferenceRow.conference;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RecordingConsent;
import io.ringlog.domain.config.RecordingRule;
import io.ringlog.domain.journal.Command.ListenForCodes;
import io.ringlog.domain.journal.Command.MixLeg;
import io.ringlog.domain.journal.Command.RecordTalk;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.RecordingActed;
import io.ringlog.domain.journal.RecordingActed.Verb;
import io.ringlog.domain.journal.RecordingEvent.RecordingConsentAsked;
import io.ringlog.domain.journal.RecordingEvent.RecordingStarted;
import io.ringlog.domain.state.TalkRecording;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A conference is a talk that is recorded as any other, whoever comes into it first. */
class RecordingAConferenceSpec {

    private final ConferenceLine line = new ConferenceLine(conference(ROOM).row());

    private void account(RecordingConsent consent) {
        line.brain.given(Draft.like(Rows.account())
                .with("recording", RecordingRule.ALWAYS)
                .with("recordingConsent", consent)
                .with("recordingKeys", "*1")
                .row());
    }

    /** The edge has mixed those who were to be, the last of them now. */
    private void mixed() {
        List<MixLeg> mixes = line.brain.commands(MixLeg.class);
        mixes.forEach(it -> line.brain.when(
                line.facts.joined(it.callId(), it.talkId(), List.of(new LegRef(it.callId(), it.legId())))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c1", "c9"})
    void its_members_are_asked_and_it_is_recorded_in_whatever_order_their_calls_are(String second) {
        account(RecordingConsent.KEY);
        line.calls("c5").calls(second);
        mixed();
        assertThat(line.brain.events(RecordingConsentAsked.class))
                .extracting(RecordingConsentAsked::callId)
                .containsExactlyInAnyOrder("c5", second);

        account(RecordingConsent.NONE);
        line.calls("c7");
        mixed();
        assertThat(line.brain.commands(RecordTalk.class)).hasSize(1);
    }

    private String recordedIn() {
        return line.brain.commands(RecordTalk.class).getFirst().callId();
    }

    private RecordingActed asks(Verb verb, String call) {
        return new RecordingActed("r1", "api", verb, call, "key:1");
    }

    @Test
    void whoever_is_left_is_recorded_when_the_call_that_it_was_recorded_on_hangs_up() {
        account(RecordingConsent.NONE);
        line.with("c1", "c2", "c3");

        line.hangsUp("c1");

        assertThat(recordedIn()).isEqualTo("c2");
        assertThat(line.brain.events(RecordingStarted.class))
                .extracting(RecordingStarted::paused)
                .containsExactly(false);
        line.hangsUp("c2");
        assertThat(line.brain.commands(RecordTalk.class)).isEmpty();
        assertThat(line.brain.state().recordings().all()).allMatch(TalkRecording::over);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c1", "c2"})
    void a_pause_holds_whoever_asked_for_it_and_leaves(String asking) {
        account(RecordingConsent.NONE);
        line.with("c1", "c2");
        line.brain.when(asks(Verb.PAUSE, asking));
        line.with("c3", "c4");
        line.hangsUp("c2");

        line.hangsUp("c1");

        assertThat(recordedIn()).isEqualTo("c3");
        assertThat(line.brain.events(RecordingStarted.class))
                .extracting(RecordingStarted::paused)
                .containsExactly(true);
    }

    @Test
    void what_was_asked_for_by_hand_goes_on_without_the_one_who_asked() {
        account(RecordingConsent.NONE);
        line.brain.given(Draft.like(Rows.account())
                .with("recording", RecordingRule.ON_DEMAND)
                .row());
        line.with("c1", "c2", "c3");
        line.brain.when(asks(Verb.START, "c1"));

        line.hangsUp("c1");

        assertThat(recordedIn()).isEqualTo("c2");
    }

    @Test
    void a_user_who_comes_into_it_while_it_is_recorded_has_the_keys_for_that() {
        account(RecordingConsent.NONE);
        line.with("c1", "c2");
        Phones phones = new Phones(line.facts);
        line.brain.given(Rows.extension("700", DestKind.CONFERENCE, ROOM));
        line.brain.given(phones.registers("anna"));
        line.brain.when(phones.calls("u", "anna", "700"));
        mixed();
        assertThat(line.brain.commands(RecordTalk.class)).isEmpty();
        assertThat(line.brain.commands(ListenForCodes.class))
                .containsExactly(new ListenForCodes("u", "a", List.of("*1")));
    }
}
