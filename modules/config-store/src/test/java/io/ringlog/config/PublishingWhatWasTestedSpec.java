package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests of a flow run while others write, and what is published is what was tested. */
class PublishingWhatWasTestedSpec {
    private static final String DRAFT = "{'nodes': [{'id': 'start', 'data': {'kind': 'entry'}},"
            + " {'id': 'bye', 'data': {'kind': 'hangup', 'cause': '%s'}}],"
            + " 'edges': [{'source': 'start', 'target': 'bye'}]}";
    private static final String ENDS =
            "{'name': 'ends', 'at': '2026-11-30T09:00', 'expect_end': 'ended', 'expect_detail': '%s'}";

    @TempDir
    Path folder;

    private ConfigStore store;
    private String acme;
    private int attempts;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        acme = store.createAccount(null, json("{'name': 'Acme'}"), "test").row().id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String flow() {
        String row =
                "{'name': 'Main', 'draft': %s, 'tests': [%s]}".formatted(DRAFT.formatted("one"), ENDS.formatted("one"));
        return store.create(Resources.FLOWS, acme, json(row), "eva").row().id();
    }

    private void redraw(String id, String cause) {
        String row = "{'draft': %s, 'tests': [%s]}".formatted(DRAFT.formatted(cause), ENDS.formatted(cause));
        store.update(Resources.FLOWS, acme, id, Edit.merge(json(row)), "ben");
    }

    /** Publishes, and does something in the moment in which the tests run. */
    private void publish(String id, Runnable meanwhile) {
        FlowTestRuns.around(tests -> {
            attempts++;
            boolean done = false;
            try {
                Integer version = store.database().write(sql -> published(id, new Changes(sql, store, "eva", tests)));
                done = true;
                return version;
            } finally {
                if (!done) {
                    meanwhile.run();
                }
            }
        });
    }

    private Integer published(String id, Changes changes) {
        Stored<FlowRow> flow = ConfigStore.found(Resources.FLOWS, acme, id, changes);
        int version = FlowVersions.publish(changes, flow.row(), Publication.PLAIN, "eva", changes.problems())
                .orElseThrow();
        changes.finish();
        return version;
    }

    @Test
    void others_write_while_the_tests_run() {
        String id = flow();

        publish(id, () -> store.create(Resources.VOICEMAILS, acme, json("{'name': 'Sales'}"), "ben"));

        assertThat(attempts).isEqualTo(2);
        assertThat(store.flows().versions(acme, id)).hasSize(1);
        assertThat(store.list(Resources.VOICEMAILS, acme, null, 10, Map.of()).rows())
                .hasSize(1);
    }

    @Test
    void a_draft_that_changes_meanwhile_is_tested_again_before_it_is_published() {
        String id = flow();

        publish(id, () -> {
            if (attempts == 1) {
                redraw(id, "two");
            }
        });

        assertThat(attempts).isEqualTo(3);
        assertThat(store.flows().versions(acme, id))
                .singleElement()
                .satisfies(it -> assertThat(it.graph().toString()).contains("two"));
    }

    @Test
    void a_draft_that_fails_its_tests_after_a_change_is_not_published() {
        String id = flow();

        ConfigRefused refused = catchThrowableOfType(
                ConfigRefused.class,
                () -> publish(
                        id,
                        () -> store.update(
                                Resources.FLOWS,
                                acme,
                                id,
                                Edit.merge(json("{'draft': %s}".formatted(DRAFT.formatted("two")))),
                                "ben")));

        assertThat(refused.errors())
                .singleElement()
                .satisfies(it -> assertThat(it.code()).isEqualTo("config.flow-test-failed"));
        assertThat(store.flows().versions(acme, id)).isEmpty();
    }

    @Test
    void one_that_changes_again_and_again_is_refused_as_changed() {
        String id = flow();

        ConfigRefused refused =
                catchThrowableOfType(ConfigRefused.class, () -> publish(id, () -> redraw(id, "v" + attempts)));

        assertThat(refused.kind()).isEqualTo(ConfigRefused.Kind.STALE);
        assertThat(refused).hasMessageContaining("was changed 4 times while its tests ran");
        assertThat(attempts).isEqualTo(4);
        assertThat(store.flows().versions(acme, id)).isEmpty();
    }

    @Test
    void whoever_names_a_version_publishes_that_or_nothing() {
        String id = flow();
        long version = store.find(Resources.FLOWS, acme, id).orElseThrow().version();
        redraw(id, "two");

        ConfigRefused refused = catchThrowableOfType(
                ConfigRefused.class, () -> store.flows().publish(acme, id, Publication.PLAIN, version, "eva"));

        assertThat(refused.kind()).isEqualTo(ConfigRefused.Kind.STALE);
    }

    @Test
    void a_file_publishes_a_new_flow_that_names_a_new_row_when_its_test_passes() {
        ConfigFile file = ConfigFile.parse("""
                accounts:
                  - name: Umbrella
                    voicemails: [{name: Sales}]
                    flows:
                      - name: Main
                        graph:
                          nodes:
                            - {id: start, data: {kind: entry}}
                            - {id: box, data: {kind: voicemail, mailbox: Sales}}
                          edges: [{source: start, target: box}]
                        tests:
                          - {name: kept, at: "2026-11-30T09:00", expect_end: sent, expect_detail: voicemail Sales}
                """);

        file.plan(store, "eva");
        file.apply(store, "eva");

        String umbrella = store.accounts(null, null, 10).rows().stream()
                .filter(it -> it.row().name().equals("Umbrella"))
                .map(it -> it.row().id())
                .findFirst()
                .orElseThrow();
        String flow = store.list(Resources.FLOWS, umbrella, null, 10, Map.of())
                .rows()
                .getFirst()
                .row()
                .id();
        assertThat(store.flows().versions(umbrella, flow)).hasSize(1);
    }
}
