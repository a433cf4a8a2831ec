package io.ringlog.domain.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.FeatureCode;
import io.ringlog.domain.config.FeatureCode.Feature;
import io.ringlog.domain.journal.AgentEvent.AgentActionRefused;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.CallerAnswered;
import io.ringlog.domain.journal.CallEvent.FeatureCarriedOut;
import io.ringlog.domain.journal.CallEvent.FeatureDialled;
import io.ringlog.domain.journal.Command.AnswerLeg;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Effect.ChangeSetting;
import io.ringlog.domain.journal.SettingAnswered;
import io.ringlog.domain.journal.UserSetting;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What anna, and cleo, who is an agent, dial for themselves. */
class DiallingCodesSpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office()
            .given(
                    UserRow.agent("cleo").row(),
                    Rows.device("cleo"),
                    Rows.extension("101", DestKind.USER, "us_anna"),
                    Rows.extension("102", DestKind.USER, "us_ben"));

    @BeforeEach
    void all_are_there() {
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("cleo"));
    }

    @Test
    void do_not_disturb_is_asked_of_the_configuration_and_confirmed_when_it_is_so() {
        brain.when(phones.calls(C, "anna", "*78"));
        assertThat(brain.effects())
                .containsExactly(new ChangeSetting(
                        C, "us_anna", new UserSetting.Dnd(true), brain.now().plusSeconds(5)));
        assertThat(brain.commands()).isEmpty();

        brain.when(new SettingAnswered(C, true, "feature.setting-changed", "dnd"));
        assertThat(brain.events(FeatureCarriedOut.class)).containsExactly(new FeatureCarriedOut(C, "us_anna"));
        assertThat(brain.commands(AnswerLeg.class)).hasSize(1);
        assertThat(brain.commands(Play.class)).extracting(Play::mediaIds).containsExactly(List.of("feature-done"));
        assertThat(brain.timers()).doesNotContainKey("setting/" + C);

        brain.when(facts.played(C, brain.hears(C, "a")));
        assertThat(brain.commands(HangUpLegs.class)).hasSize(1);
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::disposition, CallEnded::cause)
                .containsExactly(tuple(Disposition.ANSWERED, "feature.done"));
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void each_setting_has_its_codes() {
        brain.when(
                phones.calls("c2", "anna", "*79"),
                phones.calls("c3", "anna", "*73"),
                phones.calls("c4", "anna", "*72102"));
        assertThat(brain.effects())
                .extracting(it -> ((ChangeSetting) it).setting())
                .containsExactly(
                        new UserSetting.Dnd(false),
                        new UserSetting.ForwardAlways(null),
                        new UserSetting.ForwardAlways("ext_102"));
    }

    @ParameterizedTest
    @CsvSource({
        "*72nobody, 404, feature.no-such-extension",
        "*72999, 404, routing.no-route",
        "*72101, 482, routing.too-many-hops",
        "*72, 404, routing.not-a-number"
    })
    void a_forward_needs_an_extension_that_is_somebody_elses(String dialled, int status, String code) {
        brain.when(phones.calls(C, "anna", dialled));
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(status, code));
        assertThat(brain.effects()).isEmpty();
    }

    @Test
    void what_the_configuration_refuses_is_refused_with_its_words() {
        brain.given(phones.calls(C, "anna", "*72102"));
        brain.when(new SettingAnswered(C, false, "config.dest-not-found", "there is no extension"));
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(403, "config.dest-not-found"));
        assertThat(brain.timers()).doesNotContainKey("setting/" + C);
    }

    @Test
    void a_configuration_that_does_not_answer_has_not_been_changed() {
        brain.given(phones.calls(C, "anna", "*78"));
        brain.whenPassed(Duration.ofSeconds(5));
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(480, "feature.not-done"));
        brain.when(new SettingAnswered(C, true, "feature.setting-changed", "dnd"));
        assertThat(brain.events()).isEmpty();
    }

    @Test
    void an_answer_that_comes_twice_or_to_no_question_changes_nothing() {
        brain.given(phones.calls(C, "anna", "*78"), new SettingAnswered(C, true, "feature.setting-changed", "dnd"));
        brain.when(new SettingAnswered(C, true, "feature.setting-changed", "dnd"));
        assertThat(brain.outgoing()).isEmpty();
        brain.when(phones.calls("c2", "anna", "ben"));
        brain.when(new SettingAnswered("c2", false, "config.stale", "late"));
        assertThat(brain.outgoing()).isEmpty();
    }

    @Test
    void a_caller_who_gives_up_leaves_no_timer() {
        brain.given(phones.calls(C, "anna", "*78"));
        brain.when(facts.cancelled(C));
        assertThat(brain.timers()).doesNotContainKey("setting/" + C);
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void an_agent_logs_in_pauses_and_leaves_by_telephone() {
        brain.when(phones.calls("c1", "cleo", "*50"));
        assertThat(brain.events(AgentStateChanged.class)).hasSize(1);
        assertThat(brain.events(FeatureCarriedOut.class)).containsExactly(new FeatureCarriedOut("c1", "us_cleo"));
        brain.when(phones.calls("c2", "cleo", "*52"));
        assertThat(status()).isEqualTo(Status.AVAILABLE);
        brain.when(phones.calls("c3", "cleo", "*53"));
        assertThat(status()).isEqualTo(Status.ON_BREAK);
        brain.when(phones.calls("c4", "cleo", "*537"));
        assertThat(brain.state().agent("us_cleo").orElseThrow().reason()).isEqualTo("7");
        brain.when(phones.calls("c5", "cleo", "*51"));
        assertThat(status()).isEqualTo(Status.OFFLINE);
    }

    private Status status() {
        return brain.state().agent("us_cleo").orElseThrow().status();
    }

    @Test
    void who_is_no_agent_is_told() {
        brain.when(phones.calls(C, "anna", "*50"));
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(403, "agent.not-an-agent"));
        assertThat(brain.events(AgentActionRefused.class)).hasSize(1);
    }

    @Test
    void a_clock_says_what_time_it_is_where_the_account_is() {
        brain.when(phones.calls(C, "anna", "*60"));
        assertThat(brain.commands(Play.class))
                .extracting(Play::mediaIds)
                .containsExactly(List.of("time-is", "number-12", "pm"));
        assertThat(brain.reasons(CallerAnswered.class).getFirst().inputs()).containsEntry("zone", "UTC");
        brain.when(facts.played(C, brain.hears(C, "a")));
        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::cause).containsExactly("feature.done");
    }

    @Test
    void an_echo_lasts_until_the_engine_ends_it() {
        brain.when(phones.calls(C, "anna", "*43"));
        assertThat(brain.commands(Play.class))
                .extracting(Play::mediaIds, Play::loop)
                .containsExactly(tuple(List.of("system/echo"), false));
        brain.when(facts.played(C, brain.hears(C, "a")));
        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::cause).containsExactly("feature.done");
    }

    @Test
    void nobody_is_remembered_where_no_code_calls_them_again() {
        brain.given(phones.calls(C, "anna", "ben"));
        assertThat(brain.state().lastDialled("us_anna")).isEmpty();
    }

    @Test
    void a_code_calls_whoever_was_called_last_and_no_code() {
        brain.whenSaved(new FeatureCode("fc_1", Rows.ACCOUNT, Feature.REDIAL, "*66"));
        brain.when(phones.calls("c0", "anna", "*66"));
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(404, "redial.nothing"));

        brain.given(phones.calls("c1", "anna", "102"), facts.cancelled("c1"), phones.calls("c2", "anna", "*43"));
        brain.when(phones.calls("c3", "anna", "*66"));
        assertThat(brain.events(FeatureDialled.class)).containsExactly(new FeatureDialled("c3", Feature.REDIAL, "102"));
        assertThat(brain.events(CallStarted.class)).extracting(CallStarted::to).containsExactly("102");
        assertThat(brain.commands(InviteParty.class)).hasSize(1);

        brain.whenRemoved("us_anna");
        assertThat(brain.state().lastDialled("us_anna")).isEmpty();
    }

    @Test
    void a_code_alone_comes_before_one_with_something_after_it_and_the_longest_before_all() {
        brain.whenSaved(new FeatureCode("fc_1", Rows.ACCOUNT, Feature.FORWARD_ON, "*7"));
        brain.when(phones.calls("c1", "anna", "*78"));
        assertThat(brain.events(FeatureDialled.class)).containsExactly(new FeatureDialled("c1", Feature.DND_ON, ""));
        brain.whenSaved(new FeatureCode("fc_2", Rows.ACCOUNT, Feature.PICKUP, "*7102"));
        brain.when(phones.calls("c2", "anna", "*71021"));
        assertThat(brain.events(FeatureDialled.class)).containsExactly(new FeatureDialled("c2", Feature.PICKUP, "1"));
    }
}
