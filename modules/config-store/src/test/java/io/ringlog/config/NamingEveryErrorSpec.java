package io.ringlog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamingEveryErrorSpec {

    private static final String BROKEN = """
            accounts:
              - name: Acme
                max_in: lots
                timezone: Mars
                domains: [{domain: acme.example}]
                users:
                  - username: "1001"
                    is_agent: maybe
                    ring_timeout_sec: 100000
                    devices:
                      - {auth_username: "1001", realm: other.example, password: long-enough, transport: pigeon}
                  - {username: "1002", ring_timeout_sec: 0}
                schedules:
                  - name: Hours
                    rules:
                      - {kind: never, dow: 9, start_time: "9"}
                      - {kind: weekly, dow: 9, start_time: "09:00", end_time: "17:00"}
                queues:
                  - name: Support
                    strategy: zz
                    wrap_up_sec: -3
                    moh_mode: file
                    moh_media_id: gone
                    closed_dest_kind: nowhere
                    closed_dest: Nobody
                    members: [{user: "1001"}, {user: Nobody}]
                flows:
                  - name: 7
                    graph:
                      nodes:
                        - {id: in, data: {kind: entry}}
                        - {id: say, data: {kind: play, audioId: gone, loud: true}}
                        - {id: ask, data: {kind: collect, variable: v, maxDigits: many, regex: "("}}
                        - {id: odd, data: {kind: teleport}}
                        - {id: wait, data: {kind: enqueue, queue: Nope}}
                      edges:
                        - {source: in, target: say}
                        - {source: in, target: ask}
                        - {source: say, sourceHandle: "digit:1", target: ask}
                        - {source: odd, sourceHandle: any, target: ask}
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
    void every_error_of_the_document_is_named_with_its_path_and_nothing_is_written() {
        String broken = """
                accounts:
                  - name: Acme
                    max_in: lots
                    colour: red
                  - name: Beta
                    dids:
                      - {e164: "12025550123", dest_kind: queue, dest: Nowhere}
                    flows:
                      - name: F
                        graph: {nodes: [{id: a, data: {kind: menu}}, {id: b, data: {kind: jump}}], edges: []}
                """;

        ConfigRefused refused = catchThrowableOfType(
                ConfigRefused.class, () -> ConfigFile.parse(broken).apply(store, "test"));

        assertThat(refused.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "accounts[0].max_in",
                        "accounts[0].colour",
                        "accounts[1].dids[0].dest",
                        "accounts[1].flows[0].graph.nodes[a].data.maxDigits",
                        "accounts[1].flows[0].graph.nodes[b].data.kind");
        assertThat(store.accounts(null, null, 10).rows()).isEmpty();
    }

    @Test
    void a_row_that_is_in_the_file_twice_is_refused_whether_it_is_new_or_not() {
        String once = """
                accounts:
                  - name: Acme
                    users: [{username: alice}]
                    dids: [{e164: "12025550123", dest_kind: hangup}]
                    extensions: [{digits: "101", dest_kind: user, dest: alice}]
                """;
        String twice = once.replace("[{e164", "[{e164: \"12025550123\", dest_kind: user, dest: alice}, {e164")
                .replace("[{digits", "[{digits: \"101\", dest_kind: user, dest: alice}, {digits");

        assertThat(fieldsRefused(twice))
                .containsExactlyInAnyOrder("accounts[0].dids[1].e164", "accounts[0].extensions[1].digits");

        ConfigFile.parse(once).apply(store, "test");
        assertThat(fieldsRefused(twice))
                .containsExactlyInAnyOrder("accounts[0].dids[1].e164", "accounts[0].extensions[1].digits");
        assertThat(ConfigFile.parse(once).plan(store, "test").changesAnything()).isFalse();
    }

    @Test
    void one_answer_names_every_error_in_the_order_of_the_lines() {
        ConfigFile file = ConfigFile.parse(BROKEN);

        var refused = catchThrowableOfType(ConfigRefused.class, () -> file.apply(store, "test"));

        assertThat(refused.errors())
                .extracting(it -> file.line(it.field()).orElse(0) + " "
                        + it.field().replace("accounts[0].", "").replace("flows[0].graph", "graph") + " " + it.code())
                .containsExactly(
                        "3 max_in config.not-integer",
                        "4 timezone config.unknown-zone",
                        "8 users[0].is_agent config.not-boolean",
                        "9 users[0].ring_timeout_sec config.out-of-range",
                        "11 users[0].devices[0].transport config.not-a-choice",
                        "11 users[0].devices[0].realm config.dest-not-found",
                        "12 users[1].ring_timeout_sec config.out-of-range",
                        "16 schedules[0].rules[0].kind config.not-a-choice",
                        "16 schedules[0].rules[0].start_time config.bad-time",
                        "17 schedules[0].rules[1].dow config.out-of-range",
                        "20 queues[0].strategy config.not-a-choice",
                        "21 queues[0].wrap_up_sec config.out-of-range",
                        "23 queues[0].moh_media_id config.media-not-found",
                        "24 queues[0].closed_dest_kind config.not-a-choice",
                        "26 queues[0].members[1].user config.dest-not-found",
                        "28 flows[0].name config.not-text",
                        "31 graph.nodes[in] config.bad-flow",
                        "32 graph.nodes[say].data.loud config.unknown-field",
                        "32 graph.nodes[say].data.audioId config.media-not-found",
                        "32 graph.nodes[say] config.bad-flow",
                        "33 graph.nodes[ask].data.maxDigits config.not-integer",
                        "33 graph.nodes[ask] config.bad-flow",
                        "34 graph.nodes[odd].data.kind config.not-a-choice",
                        "35 graph.nodes[wait].data.queue config.dest-not-found");
    }

    @Test
    void what_is_wrong_with_a_row_is_no_error_of_those_who_refer_to_it() {
        String file = """
                accounts:
                  - name: Acme
                    domains: [{domain: acme.example, is_primary: perhaps}]
                    users:
                      - username: "1001"
                        is_agent: perhaps
                        devices: [{auth_username: "1001", realm: acme.example, password: long-enough}]
                    queues: [{name: Support, wrap_up_sec: -3, members: [{user: "1001"}]}]
                    limits: [{scope_kind: usr, scope: "1001", period_sec: 60, max_count: 5}]
                    flows:
                      - name: F
                        graph:
                          nodes:
                            - {id: a, data: {kind: entry}}
                            - {id: b, data: {kind: enqueue, queue: Support}}
                          edges: [{source: a, target: b}]
                """;

        assertThat(fieldsRefused(file))
                .containsExactly(
                        "accounts[0].domains[0].is_primary",
                        "accounts[0].users[0].is_agent",
                        "accounts[0].queues[0].wrap_up_sec",
                        "accounts[0].limits[0].scope_kind");
    }

    @Test
    void a_missing_name_is_one_error() {
        String file = """
                accounts:
                  - name: Acme
                    dids: [{e164: "12025550123", dest_kind: queue, dest: Nope}]
                    flows:
                      - name: F
                        graph:
                          nodes:
                            - {id: a, data: {kind: entry}}
                            - {id: b, data: {kind: enqueue, queue: Nope}}
                          edges: [{source: a, target: b}]
                """;

        assertThat(fieldsRefused(file))
                .containsExactly("accounts[0].dids[0].dest", "accounts[0].flows[0].graph.nodes[b].data.queue");
    }

    @Test
    void a_row_is_twice_in_a_file_whatever_else_is_wrong_with_it() {
        String file = """
                accounts:
                  - name: Acme
                    users: [{username: "1005", ring_timeout_sec: 0}, {username: "1005"}, {display_name: X}, {}]
                """;

        var refused = catchThrowableOfType(
                ConfigRefused.class, () -> ConfigFile.parse(file).apply(store, "test"));

        assertThat(refused.errors())
                .extracting(it -> it.field() + " " + it.code())
                .containsExactly(
                        "accounts[0].users[0].ring_timeout_sec config.out-of-range",
                        "accounts[0].users[1].username config.twice",
                        "accounts[0].users[2].username config.required",
                        "accounts[0].users[3].username config.required");
    }

    private List<String> fieldsRefused(String document) {
        var refused = catchThrowableOfType(
                ConfigRefused.class, () -> ConfigFile.parse(document).apply(store, "test"));
        return refused.errors().stream().map(FieldError::field).toList();
    }
}
