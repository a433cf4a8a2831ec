package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.InQueueOption;
import io.ringlog.domain.config.InQueueOption.Action;
import io.ringlog.domain.config.Secret;
import io.ringlog.domain.http.HttpAnswer;
import io.ringlog.domain.http.HttpAsk;
import io.ringlog.domain.http.SealedSecret;
import io.ringlog.domain.http.SealedSecret.Use;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.HttpAnswered;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.OptionChosen;
import io.ringlog.domain.journal.QueueEvent.OptionHookAsked;
import io.ringlog.domain.journal.QueueEvent.OptionHookTold;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that web services are told of while the caller waits on, or leaves. */
class TellingOfKeysSpec {

    private static final Dest BEN = new Dest(DestKind.USER, "us_ben");

    private final CallCentre centre = CallCentre.with(QueueRow.queue(QUEUE));

    @BeforeEach
    void anna_is_on_a_break() {
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
    }

    @Test
    void a_web_service_is_told_and_the_caller_keeps_music_and_place() {
        waitsWith(Rows.hook(QUEUE, "1", true, null));

        press("1");

        Effect.AskHttp asked = asked();
        assertThat(asked.ask())
                .isEqualTo(new HttpAsk(
                        HttpAsk.Method.POST,
                        "https://crm.example/keys",
                        List.of(),
                        "application/json",
                        "{\"account_id\":\"" + Rows.ACCOUNT
                                + "\",\"call_id\":\"c1\",\"queue_id\":\"q_1\",\"digit\":\"1\","
                                + "\"label\":null,\"from\":\"4915550001\",\"to\":\"100\",\"position\":1,\"waited_ms\":"
                                + waited() + "}",
                        List.of(),
                        5_000,
                        2));
        assertThat(asked.secret()).isNull();
        assertThat(asked.until()).isEqualTo(centre.brain.now().plusSeconds(23));
        assertThat(centre.brain.events(OptionChosen.class))
                .containsExactly(new OptionChosen("c1", QUEUE, "1", "webhook"));
        assertThat(centre.brain.events(OptionHookAsked.class))
                .containsExactly(new OptionHookAsked("c1", QUEUE, "1", asked.requestId(), "https://crm.example/keys"));
        assertThat(centre.played()).isEmpty();
        assertThat(centre.line()).containsExactly("c1");
    }

    @Test
    void a_secret_goes_along_sealed_and_inner_networks_as_the_account_allows() {
        centre.brain.given(
                new Secret("sec_1", Rows.ACCOUNT, "Hook", "sealed"),
                Draft.like(Rows.account())
                        .with("httpAllowed", List.of("10.1.0.0/16"))
                        .row());
        waitsWith(deflect("sec_1", null));

        press("1");

        assertThat(asked().secret()).isEqualTo(new SealedSecret("sec_1", "sealed", Use.BEARER));
        assertThat(asked().allowed()).containsExactly("10.1.0.0/16");
        assertThat(asked().ask().body()).contains("\"label\":\"say \\\"hello\\\"\"");
    }

    @Test
    void a_confirmation_is_heard_and_then_the_music_again() {
        waitsWith(deflect(null, "media_ok"));

        press("1");
        assertThat(centre.played()).containsExactly("media_ok");
        asked();
        String heard = centre.brain.hears("c1", "a");
        centre.brain.when(centre.facts.played("c1", heard));

        assertThat(centre.played()).containsExactly("moh");
        assertThat(centre.line()).containsExactly("c1");
    }

    @Test
    void who_does_not_stay_goes_where_the_key_leads() {
        waitsWith(Rows.hook(QUEUE, "1", false, BEN));

        press("1");

        asked();
        assertThat(left()).containsExactly("routed");
        assertThat(centre.call("c1").ringing())
                .extracting(leg -> leg.party().userId())
                .containsExactly("us_ben");
    }

    @Test
    void who_does_not_stay_and_has_nowhere_to_go_hears_a_goodbye() {
        waitsWith(Rows.hook(QUEUE, "1", false, null));

        press("1");

        assertThat(left()).containsExactly("routed");
        assertThat(centre.brain.commands(Command.Play.class)).hasSize(1);
        assertThat(centre.line()).isEmpty();
    }

    @Test
    void what_came_of_it_is_told() {
        waitsWith(Rows.hook(QUEUE, "1", true, null));
        press("1");
        String request = asked().requestId();

        centre.brain.when(new HttpAnswered("c1", request, new HttpAnswer(204, List.of(), List.of(), 1, 40, "")));

        assertThat(centre.brain.events(OptionHookTold.class))
                .containsExactly(new OptionHookTold("c1", QUEUE, "1", request, 204, 1, 40, ""));
        centre.brain.when(new HttpAnswered("c1", request, HttpAnswer.none("late")));
        assertThat(centre.brain.outgoing()).isEmpty();
    }

    @Test
    void what_came_of_it_is_told_when_the_caller_is_gone() {
        waitsWith(Rows.hook(QUEUE, "1", true, null));
        press("1");
        String request = asked().requestId();
        centre.brain.given(centre.facts.hungUp("c1", "a"));

        centre.brain.when(new HttpAnswered("c1", request, HttpAnswer.none("gone")));

        assertThat(centre.brain.events(OptionHookTold.class))
                .extracting(OptionHookTold::text)
                .containsExactly("gone");
    }

    @Test
    void a_worker_that_says_nothing_is_not_waited_for() {
        waitsWith(Rows.hook(QUEUE, "1", true, null));
        press("1");

        centre.brain.whenPassed(Duration.ofSeconds(23));

        assertThat(centre.brain.events(OptionHookTold.class))
                .extracting(OptionHookTold::text)
                .containsExactly("no worker has said in time what came of it");
    }

    @Test
    void while_a_press_is_under_way_the_same_key_tells_nobody_again() {
        waitsWith(Rows.hook(QUEUE, "1", true, null));
        press("1");

        press("1");

        assertThat(centre.brain.events(OptionChosen.class)).hasSize(1);
        assertThat(centre.brain.effects()).isEmpty();
    }

    @Test
    void a_key_that_is_set_while_somebody_waits_is_heard_from_now_on() {
        waitsWith(Rows.hook(QUEUE, "1", true, null));

        centre.brain.whenSaved(Rows.option(QUEUE, "5", BEN));

        assertThat(centre.brain.commands(Command.ListenForCodes.class))
                .containsExactly(new Command.ListenForCodes("c1", "a", List.of("1", "5")));
    }

    @Test
    void a_key_that_is_gone_while_somebody_waits_is_heard_no_more() {
        centre.brain.given(Rows.option(QUEUE, "5", BEN));
        waitsWith(Rows.hook(QUEUE, "1", true, null));

        centre.brain.whenRemoved("iqo_" + QUEUE + "1");

        assertThat(heard()).containsExactly(new Command.ListenForCodes("c1", "a", List.of("5")));
    }

    @Test
    void when_the_last_key_is_gone_nobody_who_waits_is_heard_any_more_wherever_they_go() {
        waitsWith(Rows.hook(QUEUE, "1", true, null));
        centre.calls("c2");

        centre.brain.whenRemoved("iqo_" + QUEUE + "1");

        assertThat(heard())
                .containsExactly(
                        new Command.ListenForCodes("c1", "a", List.of()),
                        new Command.ListenForCodes("c2", "a", List.of()));
        centre.brain.when(centre.wants("anna", Verb.LOGOUT));
        assertThat(left()).containsExactly("no_agents", "no_agents");
        assertThat(heard()).isEmpty();
    }

    @Test
    void a_key_that_is_gone_while_an_agent_picks_up_is_heard_no_more_and_changes_nothing_of_a_talk() {
        centre.brain.given(Rows.option(QUEUE, "5", BEN));
        waitsWith(Rows.hook(QUEUE, "1", true, null));
        centre.brain.given(centre.wants("anna", Verb.AVAILABLE));
        centre.picksUp("c1");

        centre.brain.whenRemoved("iqo_" + QUEUE + "1");

        assertThat(heard()).containsExactly(new Command.ListenForCodes("c1", "a", List.of("5")));
        centre.brain.when(centre.facts.joined("c1", "a", centre.lastLeg("c1")));
        assertThat(heard()).containsExactly(new Command.ListenForCodes("c1", "a", List.of()));
        centre.brain.whenRemoved("iqo_" + QUEUE + "5");
        assertThat(heard()).isEmpty();
    }

    @Test
    void keys_of_another_queue_are_told_to_nobody_who_waits_here() {
        waitsWith(Rows.hook(QUEUE, "1", true, null));

        centre.brain.whenSaved(Rows.option("q_2", "7", BEN));

        assertThat(heard()).isEmpty();
    }

    private List<Command.ListenForCodes> heard() {
        return centre.brain.commands(Command.ListenForCodes.class);
    }

    private void waitsWith(InQueueOption option) {
        centre.brain.given(option);
        centre.calls("c1");
    }

    private void press(String digit) {
        centre.brain.when(centre.facts.pressed("c1", "a", digit));
    }

    private Effect.AskHttp asked() {
        assertThat(centre.brain.effects()).hasSize(1);
        return (Effect.AskHttp) centre.brain.effects().getFirst();
    }

    private List<String> left() {
        return centre.brain.events(CallerLeftQueue.class).stream()
                .map(CallerLeftQueue::disposition)
                .toList();
    }

    private long waited() {
        return Duration.between(centre.call("c1").place().enqueuedAt(), centre.brain.now())
                .toMillis();
    }

    private static InQueueOption deflect(String secretId, String prompt) {
        return Draft.like(Rows.hook(QUEUE, "1", true, null))
                .with("action", Action.DEFLECT)
                .with("webhookSecretId", secretId)
                .with("promptMediaId", prompt)
                .with("label", "say \"hello\"")
                .row();
    }
}
