package io.ringlog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RouteTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyingAFileSpec {

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
    void the_example_of_the_documentation_applies_and_applies_again() throws IOException {
        ConfigFile file = ConfigFile.parse(example());

        Plan planned = file.plan(store, "test");
        assertThat(store.accounts(null, null, 10).rows()).isEmpty();
        Plan first = file.apply(store, "test");
        Plan second = file.apply(store, "test");

        assertThat(planned.lines())
                .extracting(Plan.Line::name)
                .containsExactlyElementsOf(
                        first.lines().stream().map(Plan.Line::name).toList());
        assertThat(first.count(Plan.Action.CREATE)).isEqualTo(19);
        assertThat(first.count(Plan.Action.PUBLISH)).isEqualTo(1);
        assertThat(first.generated()).extracting(Plan.Generated::device).containsExactly("1001-desk@acme.example");
        assertThat(second.changesAnything()).as(second.text()).isFalse();
        assertThat(second.generated()).isEmpty();
    }

    @Test
    void every_error_has_its_line() {
        String text = """
                accounts:
                  - name: Acme
                    users:
                      - username: "1001"
                        colour: red
                    schedules:
                      - name: Hours
                        timezone: Mars/Base
                    flows:
                      - name: Main
                        graph:
                          nodes:
                            - {id: a, data: {kind: entry}}
                            - {id: b,
                               data: {kind: teleport}}
                          edges:
                            - {source: a, target: nowhere}
                    dids:
                      - e164: "31201234567"
                        dest_kind: user
                        dest_id: us_nobody
                """;
        ConfigFile file = ConfigFile.parse(text);

        var refused = catchThrowableOfType(ConfigRefused.class, () -> file.plan(store, "test"));

        assertThat(refused.errors())
                .extracting(it -> file.line(it.field()).orElse(0) + " " + it.field())
                .contains(
                        "5 accounts[0].users[0].colour",
                        "8 accounts[0].schedules[0].timezone",
                        "15 accounts[0].flows[0].graph.nodes[b].data.kind",
                        "17 accounts[0].flows[0].graph.edges[0].target");
    }

    @Test
    void a_node_of_a_flow_that_does_not_exist_has_the_line_of_its_flow() {
        ConfigFile file = ConfigFile.parse("accounts:\n  - name: A\n    flows:\n      - name: F\n");

        assertThat(file.line("accounts[0].flows[0].graph.nodes[x].data")).hasValue(4);
        assertThat(file.line("accounts[7]")).hasValue(1);
    }

    @Test
    void names_become_ids() throws IOException {
        ConfigFile.parse(example()).apply(store, "test");

        var acme = store.accounts(null, null, 10).rows().stream()
                .filter(it -> it.row().name().equals("Acme"))
                .findFirst()
                .orElseThrow()
                .row();
        var flow = store.list(Resources.FLOWS, acme.id(), null, 10, Map.of())
                .rows()
                .getFirst()
                .row();
        var did = store.list(Resources.DIDS, acme.id(), null, 10, Map.of())
                .rows()
                .getFirst()
                .row();
        var queue = store.list(Resources.QUEUES, acme.id(), null, 10, Map.of())
                .rows()
                .getFirst()
                .row();
        assertThat(acme.ancestors()).hasSize(1);
        assertThat(acme.didDefaultDest()).isEqualTo(new Dest(DestKind.FLOW, flow.id()));
        assertThat(did.dest()).isEqualTo(new RouteTarget(DestKind.FLOW, flow.id(), Map.of()));
        assertThat(flow.publishedVersion()).isEqualTo(1);
        assertThat(flow.draft().toString()).contains(queue.id());
    }

    @Test
    void a_difference_is_planned_field_by_field_and_secrets_are_not_shown() throws IOException {
        ConfigFile.parse(example()).apply(store, "test");
        String changed = example()
                .replace("max_in: 100", "max_in: 7")
                .replace("correct-horse-1002", "battery-staple-1002")
                .replace("timeoutSec: 20", "timeoutSec: 30");

        Plan plan = ConfigFile.parse(changed).plan(store, "test");

        assertThat(plan.text())
                .contains(
                        "~ account Acme (Acme)",
                        "max_in: 100 -> 7",
                        "ha1: (secret) -> (new secret)",
                        "^ flow Main line")
                .doesNotContain("battery-staple");
        assertThat(plan.count(Plan.Action.CREATE)).isZero();
        assertThat(plan.count(Plan.Action.UPDATE)).isEqualTo(3);
    }

    @Test
    void rows_come_after_the_row_they_stand_under() throws IOException {
        List<String> kinds = ConfigFile.parse(example()).plan(store, "test").lines().stream()
                .map(Plan.Line::kind)
                .toList();

        assertThat(kinds.indexOf("user")).isLessThan(kinds.indexOf("device"));
        assertThat(kinds.indexOf("queue")).isLessThan(kinds.indexOf("membership"));
    }

    @Test
    void a_node_that_no_call_reaches_or_leaves_is_a_warning() {
        String file = """
                accounts:
                  - name: Acme
                    flows:
                      - name: F
                        graph:
                          nodes:
                            - {id: a, data: {kind: entry}}
                            - {id: b, data: {kind: hangup}}
                          edges: []
                """;

        Plan plan = ConfigFile.parse(file).apply(store, "test");

        assertThat(plan.text())
                .contains("! flow F (Acme): graph.nodes[a]: no edge leaves this node")
                .contains("! flow F (Acme): graph.nodes[b]: no path leads from the entry to this node");
    }

    @Test
    void what_is_said_in_vain_is_named() {
        String file = """
                accounts:
                  - name: Acme
                    domains: [{domain: acme.example}]
                    users:
                      - username: alice
                        devices: [{auth_username: a, realm: acme.example, password: long-enough, is_webrtc: true}]
                    trunks: [{name: Carrier, proxy: carrier.example, inbound_ips: ["192.0.2.1"], calls_inside: false}]
                    queues: [{name: Support}]
                """;

        assertThat(ConfigFile.parse(file).plan(store, "test").text())
                .contains("! calls_inside of trunk Carrier (Acme) has no effect in this version")
                .doesNotContain("is_webrtc");
    }

    @Test
    void a_file_that_cannot_be_read_says_why() throws IOException {
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> ConfigFile.read(binary)).hasMessage(binary + " is not text in UTF-8");
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("none.yaml")))
                .hasMessage("there is no file " + folder.resolve("none.yaml"));
        assertThatThrownBy(() -> ConfigFile.read(folder)).hasMessage("cannot read " + folder + ": Is a directory");
    }

    @Test
    void a_document_that_is_no_yaml_says_where() {
        ConfigRefused refused =
                catchThrowableOfType(ConfigRefused.class, () -> ConfigFile.parse("accounts:\n\t- name: x"));

        assertThat(refused.errors().getFirst().code()).isEqualTo("config.bad-document");
        assertThat(refused.errors().getFirst().message()).contains("'\\t(TAB)' that cannot start any token");
        assertThat(refused.line()).hasValue(2);
    }

    @Test
    void an_alias_is_refused_wherever_it_stands() {
        String text = """
                accounts:
                  - name: &n Alias
                    users:
                      - {username: "2001", display_name: &label Front desk}
                      - {username: "2002", display_name: *label}
                      - <<: *label
                """;

        ConfigRefused refused = catchThrowableOfType(ConfigRefused.class, () -> ConfigFile.parse(text));

        assertThat(refused.errors())
                .containsExactly(
                        new FieldError(
                                "accounts[0].users[1].display_name",
                                "config.alias",
                                "is the alias *label in line 5: write the value itself"),
                        new FieldError(
                                "accounts[0].users[2].<<",
                                "config.alias",
                                "is the alias *label in line 6: write the value itself"));
    }

    @Test
    void a_document_is_bounded_in_depth_and_size() throws IOException {
        String deep = "accounts: " + "[".repeat(ConfigFile.DEEPEST + 1) + "]".repeat(ConfigFile.DEEPEST + 1);
        String wide = "accounts: []\n#" + "x".repeat(ConfigFile.MOST_BYTES);
        Path large = Files.writeString(folder.resolve("large.yaml"), wide);

        assertThatThrownBy(() -> ConfigFile.parse(deep)).hasMessageContaining("nested more than 64 deep");
        assertThatThrownBy(() -> ConfigFile.parse(wide)).hasMessageContaining("larger than 3 MiB");
        assertThatThrownBy(() -> ConfigFile.read(large)).hasMessageContaining("larger than 3 MiB");
    }

    private static String example() throws IOException {
        String text = Files.readString(Path.of("../../docs/configuration-file.md"));
        int start = text.indexOf("```yaml\n") + 8;
        return text.substring(start, text.indexOf("```", start));
    }
}
