package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.reach.DeadEnds;
import io.ringlog.config.reach.Reach;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachingRowsSpec {

    private static final String COMPANY = """
            accounts:
              - name: Acme
                domains: [{domain: acme.example}]
                voicemails: [{name: Sales}]
                users:
                  - username: "1001"
                    voicemail: Sales
                    devices: [{auth_username: "1001", realm: acme.example, password: long-enough-1}]
                  - username: "1002"
                    fwd_noanswer_kind: user
                    fwd_noanswer: "1001"
                    devices: [{auth_username: "1002", realm: acme.example, password: long-enough-2}]
                schedules: [{name: Day, rules: [{kind: weekly, dow: 1, start_time: "09:00", end_time: "17:00"}]}]
                ring_groups:
                  - {name: Desk, members: [{user: "1002"}], no_answer_dest_kind: voicemail, no_answer_dest: Sales}
                flows:
                  - name: Main
                    graph:
                      nodes:
                        - {id: start, data: {kind: entry, trigger: inbound}}
                        - {id: ask, data: {kind: menu, promptAudioId: welcome, maxDigits: 1}}
                        - {id: one, data: {kind: dial, destKind: user, dest: "1001"}}
                        - {id: desk, data: {kind: ringGroup, group: Desk}}
                        - {id: lost, data: {kind: dial, destKind: user, dest: "1002"}}
                      edges:
                        - {source: start, target: ask}
                        - {source: ask, sourceHandle: "digit:1", target: one}
                        - {source: ask, target: desk}
                        - {source: one, target: ask}
                        - {source: desk, target: ask}
                dids:
                  - {e164: "12025550123", dest_kind: flow, dest: Main, schedule: Day, closed_dest_kind: user,
                     closed_dest: "1002"}
                extensions: [{digits: "77", dest_kind: user, dest: "1002"}]
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

    @Test
    void every_way_to_a_user_is_told_with_what_has_to_be_so() {
        apply(COMPANY);

        Reach reach = reach(Resources.USERS, "1001");

        assertThat(reach.dialled()).isEqualTo("1001");
        assertThat(reach.complete()).isTrue();
        assertThat(ways(reach))
                .containsExactlyInAnyOrder(
                        "1002 fwd_noanswer",
                        "Main@one",
                        "12025550123 closed by Day > 1002 fwd_noanswer",
                        "77 > 1002 fwd_noanswer",
                        "Main@start default > Main@ask digit:1 > Main@one",
                        "12025550123 open by Day > Main@start default > Main@ask digit:1 > Main@one");
        assertThat(reach.deadEnds()).isEmpty();
    }

    @Test
    void what_only_rings_a_users_phones_does_not_take_their_forwards() {
        apply(COMPANY);

        assertThat(ways(reach(Resources.USERS, "1002"))).contains("Desk");
        assertThat(ways(reach(Resources.USERS, "1001"))).noneMatch(it -> it.contains("Desk"));
        assertThat(ways(reach(Resources.DEVICES, "1002"))).contains("1002", "Desk > 1002", "77 > 1002");
    }

    @Test
    void nodes_that_no_path_reaches_lead_nobody_anywhere() {
        apply(COMPANY);

        assertThat(ways(reach(Resources.USERS, "1002"))).noneMatch(it -> it.contains("lost"));
    }

    @Test
    void a_schedule_is_reached_by_what_it_decides_and_a_mailbox_by_who_has_it() {
        apply(COMPANY);

        assertThat(ways(reach(Resources.SCHEDULES, "Day"))).containsExactly("12025550123");
        assertThat(ways(reach(Resources.VOICEMAILS, "Sales")))
                .contains("1001 voicemail", "Desk no_answer", "1002 fwd_noanswer > 1001 voicemail");
    }

    @Test
    void another_row_than_one_of_the_account_is_not_there() {
        apply(COMPANY);
        String other = store.createAccount(null, json("{'name': 'Other'}"), "test")
                .row()
                .id();

        ConfigRefused refused = catchThrowableOfType(
                ConfigRefused.class, () -> store.reachedBy(Resources.USERS, other, id(Resources.USERS, "1001")));

        assertThat(refused.kind()).isEqualTo(ConfigRefused.Kind.NOT_FOUND);
    }

    @Test
    void whom_nobody_answers_for_and_who_has_no_phone_is_a_dead_end_for_numbers() {
        apply("""
                accounts:
                  - name: Acme
                    users: [{username: "1001"}, {username: "1002"}]
                    queues: [{name: Support, max_wait_sec: 30}]
                    forwards: [{name: Mobile, number: "+12025550199"}]
                    schedules: [{name: Day, rules: []}]
                    ring_groups: [{name: Desk, members: [{user: "1001"}]}]
                    flows: [{name: Draft, publish: false, graph: {nodes: [], edges: []}}]
                    dids:
                      - {e164: "12025550101", dest_kind: user, dest: "1001", schedule: Day}
                      - {e164: "12025550102", dest_kind: queue, dest: Support}
                      - {e164: "12025550103", dest_kind: forward, dest: Mobile}
                      - {e164: "12025550104", dest_kind: ring_group, dest: Desk}
                      - {e164: "12025550105", dest_kind: flow, dest: Draft}
                      - {e164: "12025550106"}
                      - {e164: "12025550107", dest_kind: extension, dest: "5"}
                    extensions: [{digits: "5", dest_kind: user, dest: "1002", status: disabled}]
                """);

        assertThat(ends())
                .containsExactlyInAnyOrder(
                        "user 1001 reach.unanswered",
                        "user 1001 reach.nobody",
                        "queue Support reach.unanswered",
                        "queue Support reach.nobody",
                        "forward Mobile reach.no-route",
                        "ring_group Desk reach.unanswered",
                        "flow Draft reach.unpublished",
                        "did 12025550101 reach.closed",
                        "did 12025550106 reach.nowhere",
                        "extension 5 reach.inactive");
    }

    @Test
    void outcomes_of_a_node_without_an_edge_are_dead_ends_unless_its_queue_takes_them() {
        apply("""
                accounts:
                  - name: Acme
                    users: [{username: "1001"}]
                    queues: [{name: Support, max_queued: 5, no_agents_dest_kind: user, no_agents_dest: "1001"}]
                    flows:
                      - name: Main
                        graph:
                          nodes:
                            - {id: start, data: {kind: entry, trigger: inbound}}
                            - {id: wait, data: {kind: enqueue, queue: Support}}
                            - {id: user, data: {kind: dial, destKind: user, dest: "1001"}}
                            - {id: gone, data: {kind: dial, destKind: queue, dest: Support}}
                          edges:
                            - {source: start, target: wait}
                            - {source: wait, sourceHandle: timeout, target: user}
                            - {source: user, sourceHandle: busy, target: gone}
                """);

        assertThat(messages())
                .contains(
                        "Main wait nothing behind queue_full: the call ends",
                        "Main user nothing behind no_answer, unreachable: the call ends")
                .noneMatch(it -> it.startsWith("Main gone"));
    }

    @Test
    void circles_are_told_once_but_not_those_in_which_the_caller_has_a_say() {
        apply(COMPANY);
        apply("""
                accounts:
                  - name: Acme
                    users:
                      - {username: "2001", fwd_always_kind: user, fwd_always: "2002"}
                      - {username: "2002", fwd_busy_kind: extension, fwd_busy: "78"}
                    extensions: [{digits: "78", dest_kind: user, dest: "2001"}]
                """);

        assertThat(messages().stream().filter(it -> it.contains("round")))
                .containsExactly("78 calls go round: extension 78, user 2001, user 2002");
    }

    @Test
    void an_account_that_takes_no_calls_is_in_the_way_of_everything() {
        apply(COMPANY.replace("- name: Acme", "- name: Acme\n    status: suspended"));

        assertThat(reach(Resources.USERS, "1001").deadEnds())
                .extracting(it -> it.end().code())
                .containsExactly("reach.account-inactive");
    }

    @Test
    void the_plan_of_a_file_says_where_calls_will_get_no_further() {
        ConfigFile file = ConfigFile.parse(COMPANY.replace("voicemail: Sales", "status: disabled"));

        assertThat(file.plan(store, "test", false).warnings())
                .contains(
                        "user 1001 (Acme): nothing behind no answer: no fwd_noanswer, no voicemail_id",
                        "user 1001 (Acme): has no phone that may ring");
    }

    @Test
    void more_ways_than_can_be_told_are_left_out_and_said_to_be() {
        String extensions = numbers(1_100, "{digits: \"%d\", dest_kind: user, dest: \"1\"}");
        apply("accounts: [{name: Acme, users: [{username: \"1\"}], extensions: [" + extensions + "]}]");

        Reach reach = reach(Resources.USERS, "1");

        assertThat(reach.ways()).hasSize(1_000);
        assertThat(reach.complete()).isFalse();
    }

    @Test
    void a_way_that_is_too_long_is_not_looked_for() {
        String chain = numbers(120, "{digits: \"%1$d\", dest_kind: extension, dest: \"%2$d\"}");
        apply("accounts: [{name: Acme, users: [{username: \"1\"}], extensions: [" + chain
                + ", {digits: \"5120\", dest_kind: user, dest: \"1\"}]}]");

        Reach reach = reach(Resources.USERS, "1");

        assertThat(reach.ways()).hasSize(100);
        assertThat(reach.complete()).isFalse();
    }

    @Test
    void what_is_too_large_to_be_drawn_is_drawn_in_part_and_said_to_be() {
        String forwards = numbers(500, "{name: \"f%1$d\", number: \"+1202555%1$d\"}");
        String routes = numbers(401, "{name: \"r%1$d\", trunks: [Carrier]}");
        String trunk = "{name: Carrier, proxy: sip.example, inbound_ips: [\"192.0.2.1\"]}";
        apply("accounts: [{name: Acme, trunks: [" + trunk + "], forwards: [" + forwards + "], outbound_routes: ["
                + routes + "], extensions: [{digits: \"9\", dest_kind: forward, dest: f5499}]}]");

        assertThat(store.deadEnds(account()).complete()).isFalse();
        assertThat(store.deadEnds(account()).found()).isEmpty();
        assertThat(reach(Resources.OUTBOUND_ROUTES, "r5000").complete()).isFalse();
    }

    private static String numbers(int count, String row) {
        return IntStream.range(5_000, 5_000 + count)
                .mapToObj(it -> row.formatted(it, it + 1))
                .collect(Collectors.joining(", "));
    }

    private void apply(String document) {
        ConfigFile.parse(document).apply(store, "test", false);
    }

    private Reach reach(Resource<?> resource, String name) {
        return store.reachedBy(resource, account(), id(resource, name));
    }

    private String account() {
        return store.accounts(null, null, 10).rows().stream()
                .map(it -> it.row())
                .filter(it -> it.name().equals("Acme"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private <R extends Record> String id(Resource<R> resource, String name) {
        return store.list(resource, account(), null, 1_000, Map.of()).rows().stream()
                .filter(it -> resource.label(it.row()).equals(name))
                .map(it -> Changes.idOf(resource, it.row()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> ways(Reach reach) {
        return reach.ways().stream()
                .map(way -> way.steps().stream().map(this::text).collect(Collectors.joining(" > ")))
                .toList();
    }

    private String text(Reach.Step step) {
        String node = step.arrow().from().isNode() ? "@" + step.arrow().from().part() : "";
        String when = step.arrow().when() == null ? "" : " " + step.arrow().when();
        String schedule = step.arrow().scheduleId();
        String hours = schedule == null
                ? ""
                : " by " + store.nameOf(account(), schedule).orElseThrow();
        return step.name() + node + when + hours;
    }

    private List<String> ends() {
        return store.deadEnds(account()).found().stream()
                .map(it -> it.at().kind() + " " + it.name() + " " + it.end().code())
                .toList();
    }

    private List<String> messages() {
        return store.deadEnds(account()).found().stream()
                .map(ReachingRowsSpec::message)
                .toList();
    }

    private static String message(DeadEnds.Found found) {
        String node = found.at().isNode() ? found.at().part() + " " : "";
        return found.name() + " " + node + found.end().message();
    }
}
