package io.ringlog.domain.trial;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.node.Collect;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.HttpRequest;
import io.ringlog.domain.http.HttpAnswer.Value;
import io.ringlog.domain.http.HttpAsk.Method;
import io.ringlog.domain.http.SealedSecret.Use;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.SmallPlan;
import io.ringlog.domain.trial.TrialInput.HangsUp;
import io.ringlog.domain.trial.TrialInput.Http;
import io.ringlog.domain.trial.TrialInput.Keys;
import io.ringlog.domain.trial.TrialStory.How;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In a trial nobody is asked: the script says what comes back. */
class TryingARequestSpec {

    private static final FlowGraph ASKING = graph(
            List.of(
                    entry(),
                    node(
                            "ask",
                            new HttpRequest(
                                    Method.GET,
                                    "https://crm.example/",
                                    null,
                                    null,
                                    "application/json",
                                    "tier: /tier",
                                    null,
                                    Use.BEARER,
                                    5,
                                    0)),
                    node("more", new Collect("pin", null, null, null, 1, 4, "#", 5, null, null, 1)),
                    node("gold", new Hangup("gold")),
                    node("bye", new Hangup("bye"))),
            "entry default ask",
            "ask success gold",
            "ask failed more",
            "more default bye");

    @Test
    void the_script_answers_for_the_web_service() {
        TrialStory story = tried(new Http(200, List.of(new Value("tier", "gold"))));

        assertThat(story.end().detail()).isEqualTo("gold");
        assertThat(story.variables()).containsEntry("tier", "gold").containsEntry("http_status", "200");
        assertThat(tried(new Http(null, List.of()), new Keys("1#")).end().detail())
                .isEqualTo("bye");
        assertThat(tried(new Http(500, List.of())).variables()).containsEntry("tier", "");
    }

    @Test
    void nothing_is_invented() {
        assertThat(tried().end().how()).isEqualTo(How.INPUT_MISSING);
        assertThat(tried().end().detail()).isEqualTo("http");
        assertThat(tried(new Keys("1")).end().how()).isEqualTo(How.INPUT_UNFIT);
        TrialStory.End other =
                tried(new Http(200, List.of(new Value("other", "x")))).end();
        assertThat(other.how()).isEqualTo(How.INPUT_UNFIT);
        assertThat(other.text()).isEqualTo("input 1 is http: the node takes no value other");
    }

    @Test
    void a_caller_who_waits_long_enough_hears_what_comes_when_nobody_answers() {
        assertThat(tried(new HangsUp(3)).end().how()).isEqualTo(How.HUNG_UP);
        TrialStory patient = tried(new HangsUp(13));
        assertThat(patient.end().how()).isEqualTo(How.HUNG_UP);
        assertThat(patient.end().nodeId()).isEqualTo("more");
    }

    private static TrialStory tried(TrialInput... inputs) {
        TrialGround ground = TrialGround.of(
                Rows.ACCOUNT, List.of(Rows.account(), Rows.flow("flow_1", 1, ASKING)), "test", new SmallPlan());
        TrialScript script = new TrialScript(
                "4930123",
                "100",
                Instant.parse("2026-11-30T11:00:00Z"),
                Map.of(),
                List.of(),
                List.of(),
                List.of(inputs));
        return FlowTrial.of(ground, "flow_1", script);
    }
}
