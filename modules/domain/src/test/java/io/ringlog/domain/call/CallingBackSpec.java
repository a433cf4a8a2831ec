package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallBackActed.CallBackUnwanted;
import io.ringlog.domain.journal.CallBackActed.CallBackWanted;
import io.ringlog.domain.journal.CallBackEvent.CallBackAsked;
import io.ringlog.domain.journal.CallBackEvent.CallBackOver;
import io.ringlog.domain.journal.CallBackEvent.Why;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.FeatureCarriedOut;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.state.CallBack;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RFC 5359 section 2.17, automatic redial: Anna finds Ben busy, and is rung when he is free. */
class CallingBackSpec {

    private static final String CODE = "code";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office()
            .given(
                    Rows.extension("102", DestKind.USER, "us_ben"),
                    Rows.extension("101", DestKind.USER, "us_anna"),
                    UserRow.user("carl").row(),
                    Rows.device("carl"))
            .given(phones.registers("anna"), phones.registers("ben"), phones.registers("carl"));

    private void benTalks() {
        brain.given(phones.calls("talk", "ben", "carl"), facts.answered("talk", "b1"));
    }

    private void annaAsks(String dialled) {
        brain.given(phones.calls(CODE, "anna", dialled));
    }

    /** The word that confirms is over, and so is the call for the code. */
    private void annaHangsUp() {
        brain.given(facts.hungUp(CODE, "a"));
    }

    @Test
    void who_waits_is_rung_when_both_are_free_and_then_the_other() {
        benTalks();
        annaAsks("*66102");
        annaHangsUp();
        brain.given(facts.hungUp("talk", "a"));

        brain.whenPassed(Duration.ofSeconds(3));

        CallStarted started = brain.events(CallStarted.class).getFirst();
        assertThat(started.userId()).isEqualTo("us_anna");
        assertThat(started.to()).isEqualTo("102");
        assertThat(brain.events(CallBackOver.class)).containsExactly(new CallBackOver("us_anna", "us_ben", Why.CALLED));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
        brain.when(facts.answered(started.callId(), "b1"));
        assertThat(brain.commands(InviteParty.class).getFirst().targets()).hasSize(1);
    }

    @Test
    void whoever_is_in_a_call_when_the_time_has_come_is_waited_for() {
        annaAsks("*66102");
        annaHangsUp();
        benTalks();

        brain.whenPassed(Duration.ofSeconds(3));
        assertThat(brain.events(CallStarted.class)).isEmpty();

        brain.given(facts.hungUp("talk", "a"));
        brain.whenPassed(Duration.ofSeconds(3));
        assertThat(brain.events(CallStarted.class)).hasSize(1);
    }

    @Test
    void the_caller_hears_that_it_is_so() {
        benTalks();

        brain.when(phones.calls(CODE, "anna", "*66102"));

        assertThat(brain.events(FeatureCarriedOut.class)).hasSize(1);
        assertThat(brain.events(CallBackAsked.class))
                .extracting(CallBackAsked::userId, CallBackAsked::calleeId, CallBackAsked::dialled)
                .containsExactly(tuple("us_anna", "us_ben", "102"));
    }

    @Test
    void one_wish_replaces_another_and_a_code_takes_it_back() {
        brain.given(Rows.extension("103", DestKind.USER, "us_carl"));
        benTalks();
        annaAsks("*66102");
        annaHangsUp();

        brain.when(phones.calls("c2", "anna", "*66103"));
        assertThat(brain.events(CallBackOver.class))
                .containsExactly(new CallBackOver("us_anna", "us_ben", Why.REPLACED));
        brain.given(facts.hungUp("c2", "a"));

        brain.when(phones.calls("c3", "anna", "*86"));
        assertThat(brain.events(CallBackOver.class))
                .containsExactly(new CallBackOver("us_anna", "us_carl", Why.CANCELLED));
        brain.given(facts.hungUp("c3", "a"));
        brain.when(phones.calls("c4", "anna", "*86"));
        assertThat(brain.events(CallBackOver.class)).isEmpty();
    }

    @Test
    void nobody_is_waited_for_longer_than_half_an_hour_or_once_they_are_gone() {
        benTalks();
        annaAsks("*66102");
        annaHangsUp();

        brain.whenPassed(CallBacks.WAITS);
        assertThat(brain.events(CallBackOver.class))
                .containsExactly(new CallBackOver("us_anna", "us_ben", Why.EXPIRED));

        brain.given(phones.calls("c2", "anna", "*66102"), facts.hungUp("c2", "a"));
        brain.whenRemoved("us_ben");
        assertThat(brain.events(CallBackOver.class))
                .containsExactly(new CallBackOver("us_anna", "us_ben", Why.REFUSED));
    }

    @Test
    void an_extension_that_is_nobody_else_is_refused() {
        brain.when(phones.calls("c1", "anna", "*66101"));
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("feature.no-such-extension");
        brain.when(phones.calls("c2", "anna", "*6619"));
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("feature.no-such-extension");
    }

    @Test
    void so_many_of_an_account_wait_and_no_more() {
        IntStream.range(0, CallBacks.MOST)
                .forEach(i -> brain.given(
                        new CallBack(Rows.ACCOUNT, "us_" + i, "us_ben", "102", BrainSpec.START.plusSeconds(60))));

        brain.when(phones.calls("c1", "anna", "*66102"));

        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("call-back.too-many");
    }

    @Test
    void somebody_whom_digits_outside_mean_is_refused_with_its_own_reason() {
        brain.when(phones.calls("c1", "anna", "*66004930123456"));

        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("call-back.outside");
    }

    @Test
    void a_colleague_may_be_meant_by_name() {
        benTalks();

        brain.when(wants("anna", "ben"));

        assertThat(brain.events(CallBackAsked.class))
                .extracting(CallBackAsked::userId, CallBackAsked::calleeId, CallBackAsked::dialled)
                .containsExactly(tuple("us_anna", "us_ben", "ben"));
    }

    @Test
    void what_the_api_asks_for_is_answered_and_names_who_asked() {
        benTalks();

        brain.when(wants("us_anna", "102"));

        assertThat(reply().accepted()).isTrue();
        assertThat(reply().code()).isEqualTo("call-back.asked");
        assertThat(brain.reasons(CallBackAsked.class).getFirst().inputs()).containsEntry("actor", "key_1");
        brain.given(facts.hungUp("talk", "a"));
        brain.whenPassed(Duration.ofSeconds(3));
        assertThat(brain.events(CallStarted.class))
                .extracting(CallStarted::userId)
                .containsExactly("us_anna");
    }

    @Test
    void two_who_are_free_when_the_api_asks_talk_soon() {
        brain.given(wants("anna", "102"));

        brain.whenPassed(Duration.ofSeconds(3));

        assertThat(brain.events(CallBackOver.class)).containsExactly(new CallBackOver("us_anna", "us_ben", Why.CALLED));
        assertThat(brain.events(CallStarted.class)).hasSize(1);
    }

    @Test
    void what_cannot_be_waited_for_is_refused_to_the_api_with_its_reason() {
        assertThat(refusal(wants("nobody", "102"))).isEqualTo("user.missing");
        assertThat(refusal(wants("anna", "101"))).isEqualTo("feature.no-such-extension");
        assertThat(refusal(wants("anna", "anna"))).isEqualTo("feature.no-such-extension");
        assertThat(refusal(wants("anna", "004930123456"))).isEqualTo("call-back.outside");
        brain.given(UserRow.user("dora").row());
        assertThat(refusal(wants("dora", "102"))).isEqualTo("routing.unreachable");
    }

    @Test
    void the_api_takes_a_wish_back_and_hears_when_there_was_none() {
        benTalks();
        assertThat(refusal(unwants("anna"))).isEqualTo("call-back.unknown");
        brain.given(wants("anna", "102"));

        brain.when(unwants("anna"));

        assertThat(reply().accepted()).isTrue();
        assertThat(reply().code()).isEqualTo("call-back.unwanted");
        assertThat(brain.events(CallBackOver.class))
                .containsExactly(new CallBackOver("us_anna", "us_ben", Why.CANCELLED));
        assertThat(refusal(unwants("us_anna"))).isEqualTo("call-back.unknown");
    }

    private static CallBackWanted wants(String user, String to) {
        return new CallBackWanted("req-1", "api", user, to, "key_1");
    }

    private static CallBackUnwanted unwants(String user) {
        return new CallBackUnwanted("req-1", "api", user, "key_1");
    }

    private Reply reply() {
        return (Reply) brain.effects().getFirst();
    }

    private String refusal(Input asked) {
        brain.when(asked);
        assertThat(reply().accepted()).isFalse();
        assertThat(brain.events(CallBackAsked.class)).isEmpty();
        return reply().code();
    }

    @Test
    void who_has_no_phone_any_more_is_not_called_back() {
        annaAsks("*66102");
        annaHangsUp();
        brain.given(phones.registers("anna", new ContactAsked("sip:anna@192.0.2.10:5060", 0, null)));

        brain.whenPassed(Duration.ofSeconds(3));

        assertThat(brain.events(CallBackOver.class))
                .containsExactly(new CallBackOver("us_anna", "us_ben", Why.REFUSED));
    }
}
