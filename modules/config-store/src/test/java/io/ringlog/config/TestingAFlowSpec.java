package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.config.flow.FlowVerdict;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.trial.TrialStory;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestingAFlowSpec {
    private static final String GRAPH = """
            {'nodes': [
               {'id': 'start', 'data': {'kind': 'entry'}},
               {'id': 'hours', 'data': {'kind': 'condition', 'expression': "hour(now) >= 9"}},
               {'id': 'ask', 'data': {'kind': 'collect', 'variable': 'number', 'maxDigits': 4, 'terminator': '#'}},
               {'id': 'box', 'data': {'kind': 'voicemail', 'mailboxId': '%s'}},
               {'id': 'bye', 'data': {'kind': 'hangup', 'cause': 'closed'}}],
             'edges': [
               {'source': 'start', 'target': 'hours'},
               {'source': 'hours', 'sourceHandle': 'true', 'target': 'ask'},
               {'source': 'hours', 'sourceHandle': 'false', 'target': 'bye'},
               {'source': 'ask', 'target': 'box'}]}""";
    private static final String OPEN = "{'name': 'open', 'at': '2026-11-30T09:00', 'inputs': [{'keys': '42#'}],"
            + " 'expect_path': ['start', 'ask', 'box'], 'expect_end': 'sent', 'expect_detail': 'voicemail Sales',"
            + " 'expect_variables': {'number': '42'}}";
    private static final String CLOSED =
            "{'name': 'closed', 'at': '2026-11-30T08:59', 'expect_end': 'ended', 'expect_detail': 'closed'}";

    @TempDir
    Path folder;

    private ConfigStore store;
    private String acme;
    private String graph;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        acme = store.createAccount(null, json("{'name': 'Acme', 'timezone': 'Europe/Berlin'}"), "test")
                .row()
                .id();
        String box = store.create(Resources.VOICEMAILS, acme, json("{'name': 'Sales'}"), "test")
                .row()
                .id();
        graph = GRAPH.formatted(box);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void tests_that_pass_let_a_flow_be_published() {
        String id = flow(OPEN, CLOSED);

        assertThat(store.flows().tested(acme, id))
                .extracting(it -> it.test().name(), FlowVerdict::passed)
                .containsExactly(tuple("open", true), tuple("closed", true));
        assertThat(store.flows()
                        .publish(acme, id, new Publication("first", null), null, "eva")
                        .row()
                        .publishedVersion())
                .isEqualTo(1);
        assertThat(store.flows().versions(acme, id))
                .extracting(it -> it.how().message(), FlowVersions.Version::actor)
                .containsExactly(tuple("first", "eva"));
    }

    @Test
    void a_test_that_fails_stands_in_the_way_unless_somebody_says_why_not() {
        String id = flow(OPEN, CLOSED.replace("08:59", "10:00"));

        assertThat(errors(() -> store.flows().publish(acme, id, Publication.PLAIN, null, "eva")))
                .contains(
                        "tests[closed] config.flow-test-failed expected the end ended, but it was input_missing at node"
                                + " ask: the call waits for keys, and the script has no more inputs");
        assertThat(store.flows().versions(acme, id)).isEmpty();

        store.flows().publish(acme, id, new Publication(null, "the clock of the test is wrong"), null, "eva");

        assertThat(store.flows().versions(acme, id).getFirst().how().force())
                .isEqualTo("the clock of the test is wrong");
        assertThat(errors(() -> store.flows().publish(acme, id, new Publication(null, " "), null, "eva")))
                .contains("force config.required");
        assertThat(errors(() -> store.flows().publish(acme, id, new Publication("x".repeat(501), null), null, "eva")))
                .contains("message config.too-long");
    }

    @Test
    void every_difference_is_told() {
        String id = flow(OPEN.replace("'42#'", "'43#'")
                .replace("'ask', 'box'", "'box', 'ask'")
                .replace("voicemail Sales", "voicemail Support")
                .replace("'expect_variables'", "'expect_heard': ['welcome'], 'expect_variables'"));

        assertThat(store.flows().tested(acme, id).getFirst().differences())
                .containsExactly(
                        "expected voicemail Support, but it was voicemail Sales at node box",
                        "expected the node ask in [start, box, ask], but it was [start, hours, ask, box]",
                        "expected to hear welcome in [welcome], but it was []",
                        "expected number to be '42', but it was '43'");
    }

    @Test
    void a_test_that_names_nobody_fails() {
        String id = flow(OPEN.replace("'inputs'", "'agents': ['eva'], 'offline': ['max'], 'inputs'"));

        assertThat(store.flows().tested(acme, id).getFirst().differences())
                .containsExactly(
                        "agents: there is no agent eva in this account",
                        "offline: there is no user max in this account");
    }

    @Test
    void a_call_is_tried_on_the_draft_and_on_a_version() {
        String id = flow(OPEN);
        store.flows().publish(acme, id, Publication.PLAIN, null, "eva");
        String other = graph.replace("'closed'", "'gone'");
        store.update(Resources.FLOWS, acme, id, Edit.merge(json("{'draft': " + other + "}")), "eva");
        var early = json("{'at': '2026-11-30T07:59:00Z'}");

        assertThat(end(store.flows().tried(acme, id, null, early)).detail()).isEqualTo("gone");
        assertThat(end(store.flows().tried(acme, id, 1, early)).detail()).isEqualTo("closed");
        assertThat(errors(() -> store.flows().tried(acme, id, 2, early))).contains("version config.dest-not-found");
        assertThat(end(store.flows().tried(acme, id, null, json("{}"))).how()).isNotNull();
    }

    @Test
    void a_call_that_names_nobody_is_refused_by_its_fields() {
        String id = flow();

        assertThat(errors(() -> store.flows().tried(acme, id, null, json("{'agents': ['eva'], 'offline': ['max']}"))))
                .contains("agents config.dest-not-found there is no agent eva")
                .contains("offline config.dest-not-found there is no user max");
    }

    @Test
    void an_earlier_version_comes_back() {
        String id = flow();
        store.flows().publish(acme, id, Publication.PLAIN, null, "eva");
        String other = graph.replace("'closed'", "'gone'");
        store.update(Resources.FLOWS, acme, id, Edit.merge(json("{'draft': " + other + "}")), "eva");
        store.flows().publish(acme, id, Publication.PLAIN, null, "eva");

        var back = store.flows().rollBack(acme, id, 1, new Publication("the old one was right", null), null, "eva");

        assertThat(back.row().publishedVersion()).isEqualTo(3);
        assertThat(back.row().draft().toString()).contains("closed");
        assertThat(store.flows().versions(acme, id))
                .extracting(it -> it.graph().toString().contains("closed"))
                .containsExactly(true, false, true);
        assertThat(catchThrowableOfType(
                                ConfigRefused.class,
                                () -> store.flows().rollBack(acme, id, 9, Publication.PLAIN, null, "eva"))
                        .kind())
                .isEqualTo(ConfigRefused.Kind.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'name': ''| tests[0].name",
                "'at': null| tests[0].at",
                "'at': 'tomorrow'| tests[0].at",
                "'caller': 'sip:x'| tests[0].caller",
                "'called': '123456789012345678901234567890123'| tests[0].called",
                "'inputs': [{}]| tests[0].inputs[0]",
                "'inputs': [{'keys': '1', 'silent': true}]| tests[0].inputs[0]",
                "'inputs': [{'keys': '1x'}]| tests[0].inputs[0].keys",
                "'inputs': [{'ring': 'maybe'}]| tests[0].inputs[0].ring",
                "'inputs': [{'speaks_sec': -1}]| tests[0].inputs[0].speaks_sec",
                "'inputs': [{'hangs_up_after_sec': 86401}]| tests[0].inputs[0].hangs_up_after_sec",
                "'expect_end': 'well'| tests[0].expect_end",
                "'expected': 1| tests[0].expected",
            })
    void what_a_test_cannot_say_is_refused(String said, String field) {
        String test = "{'name': 'n', 'at': '2026-11-30T09:00', " + said + "}";

        ConfigRefused refused = catchThrowableOfType(ConfigRefused.class, () -> flow(test));

        assertThat(refused.errors()).extracting(FieldError::field).contains(field);
    }

    @Test
    void tests_have_bounds() {
        String inputs =
                IntStream.range(0, 101).mapToObj(n -> "{'silent': true}").collect(Collectors.joining(", "));
        String many = IntStream.range(0, 51)
                .mapToObj(n -> OPEN.replace("'open'", "'open " + n + "'"))
                .collect(Collectors.joining(", "));

        assertThat(errors(() -> flow(OPEN.replace("{'keys': '42#'}", inputs)))).contains("tests[0].inputs config");
        assertThat(errors(() -> flow(many))).contains("tests config.bad-flow-test");
        assertThat(errors(() -> flow(OPEN, OPEN))).contains("tests[1].name config.taken");
    }

    @Test
    void a_draft_that_could_not_be_published_is_not_tried() {
        String id = flow();
        String broken = graph.replace("\"hour(now) >= 9\"", "'digits > 5'");
        store.update(Resources.FLOWS, acme, id, Edit.merge(json("{'draft': " + broken + "}")), "eva");

        assertThat(errors(() -> store.flows().tried(acme, id, null, json("{}"))))
                .contains("draft.nodes[hours]");
    }

    private static TrialStory.End end(FlowVerdict verdict) {
        return Objects.requireNonNull(verdict.story()).end();
    }

    private static String errors(ThrowingCallable request) {
        return catchThrowableOfType(ConfigRefused.class, request).errors().stream()
                .map(it -> it.field() + " " + it.code() + " " + it.message())
                .collect(Collectors.joining("; "));
    }

    private String flow(String... tests) {
        return store.create(
                        Resources.FLOWS,
                        acme,
                        json("{'name': 'Main', 'draft': " + graph + ", 'tests': [" + String.join(", ", tests) + "]}"),
                        "eva")
                .row()
                .id();
    }
}
