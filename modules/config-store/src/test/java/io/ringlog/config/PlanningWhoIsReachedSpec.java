package io.ringlog.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan says who comes to what it changes and to what it removes. */
class PlanningWhoIsReachedSpec {

    private static final String COMPANY = """
            accounts:
              - name: Acme
                voicemails: [{name: Sales}, {name: Spare}]
                users:
                  - {username: "1001", voicemail: Sales, display_name: Ann}
                schedules: [{name: Day, rules: [{kind: weekly, dow: 1, start_time: "09:00", end_time: "17:00"}]}]
                flows:
                  - name: Main
                    graph:
                      nodes:
                        - {id: start, data: {kind: entry, trigger: inbound}}
                        - {id: ask, data: {kind: menu, promptAudioId: welcome, maxDigits: 1, timeoutSec: 5}}
                        - {id: one, data: {kind: dial, destKind: user, dest: "1001"}}
                      edges:
                        - {source: start, target: ask}
                        - {source: ask, sourceHandle: "digit:1", target: one}
                dids:
                  - {e164: "12025550123", dest_kind: flow, dest: Main, schedule: Day, closed_dest_kind: voicemail,
                     closed_dest: Spare}
                extensions: [{digits: "77", dest_kind: user, dest: "1001"}]
            """;

    @TempDir
    Path folder;

    private ConfigStore store;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Plan plan(String document, boolean prune) {
        return ConfigFile.parse(document).plan(store, "test", prune);
    }

    private static List<String> reached(Plan plan, String kind) {
        return plan.lines().stream()
                .filter(it -> it.kind().equals(kind) && it.action() != Plan.Action.NOTHING)
                .flatMap(it -> it.reachedBy().stream())
                .toList();
    }

    @Test
    void each_way_from_what_is_dialled_to_a_changed_row_is_a_line() {
        ConfigFile.parse(COMPANY).apply(store, "test");

        Plan plan = plan(COMPANY.replace("display_name: Ann", "display_name: Anna"), false);

        assertThat(reached(plan, "user")).containsExactly("extension 77", "did 12025550123 (open) > flow Main at one");
        assertThat(plan.text())
                .contains("~ user 1001 (Acme)\n    display_name: \"Ann\" -> \"Anna\"\n    reached by extension 77\n");
    }

    @Test
    void hours_and_a_flow_that_is_published_are_reached_by_numbers() {
        ConfigFile.parse(COMPANY).apply(store, "test");

        Plan plan = plan(COMPANY.replace("17:00", "18:00").replace("timeoutSec: 5", "timeoutSec: 6"), false);

        assertThat(reached(plan, "schedule")).containsExactly("did 12025550123");
        assertThat(plan.lines().stream()
                        .filter(it -> it.action() == Plan.Action.PUBLISH)
                        .flatMap(it -> it.reachedBy().stream()))
                .containsExactly("did 12025550123 (open)");
    }

    @Test
    void what_is_removed_says_who_came_to_it_before() {
        ConfigFile.parse(COMPANY).apply(store, "test");
        String without = COMPANY.replace(", {name: Spare}", "").replace("closed_dest: Spare", "closed_dest: Sales");

        Plan plan = plan(without, true);
        Plan applied = ConfigFile.parse(without).apply(store, "test", true);

        assertThat(reached(plan, "voicemail")).containsExactly("did 12025550123 (closed)");
        assertThat(plan.text()).contains("- voicemail Spare (Acme)\n    was reached by did 12025550123 (closed)\n");
        assertThat(applied.lines()).isEqualTo(plan.lines());
    }

    @Test
    void what_is_new_or_unchanged_or_never_called_says_nothing() {
        Plan first = plan(COMPANY, false);
        ConfigFile.parse(COMPANY).apply(store, "test");

        Plan plan = plan(COMPANY.replace("e164: \"12025550123\",", "e164: \"12025550123\", label: Desk,"), true);

        assertThat(first.lines()).allMatch(it -> it.reachedBy().isEmpty() || it.action() == Plan.Action.PUBLISH);
        assertThat(plan.count(Plan.Action.UPDATE)).isEqualTo(1);
        assertThat(plan.lines()).allMatch(it -> it.reachedBy().isEmpty());
    }

    @Test
    void what_no_call_comes_to_says_so() {
        String alone = """
                accounts:
                  - name: Acme
                    voicemails: [{name: Sales, keep_deleted_days: 5}]
                """;
        ConfigFile.parse(alone).apply(store, "test");

        Plan plan = plan(alone.replace("5", "6"), false);

        assertThat(reached(plan, "voicemail")).containsExactly("nothing that calls come to");
    }

    @Test
    void of_many_ways_five_are_told_and_of_many_rows_a_hundred() {
        String many = "accounts:\n  - name: Acme\n    users:\n"
                + lines(120, "      - {username: \"%d\", display_name: Old}")
                + "    extensions:\n"
                + lines(20, "      - {digits: \"9%d\", dest_kind: user, dest: \"1000\"}");
        ConfigFile.parse(many).apply(store, "test");

        Plan plan = plan(many.replace("Old", "New"), false);

        List<List<String>> users = plan.lines().stream()
                .filter(it -> it.kind().equals("user"))
                .map(Plan.Line::reachedBy)
                .toList();
        assertThat(users.getFirst()).hasSize(6).last().isEqualTo("15 more ways");
        assertThat(users.subList(100, 120))
                .allMatch(it -> it.equals(List.of("ways that are not looked for: too much changes at once")));
    }

    private static String lines(int count, String form) {
        return IntStream.range(1000, 1000 + count)
                .mapToObj(it -> form.formatted(it) + "\n")
                .collect(Collectors.joining());
    }
}
