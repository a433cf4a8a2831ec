package io.ringlog.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ringlog config apply} and {@code plan}: which folder they work on, and how they end. */
class ConfigCommandTest {
    @TempDir
    Path folder;

    private static final String TENANT =
            """
            accounts:
              - name: Acme
                timezone: Europe/Berlin
                domains: [{domain: acme.example}]
                users:
                  - username: "1001"
                    is_agent: true
                    devices: [{auth_username: "1001", realm: acme.example, password: correct-horse}]
                schedules:
                  - {name: Hours, rules: [{kind: weekly, dow: 1, start_time: "09:00", end_time: "17:00"}]}
                flows:
                  - name: Main
                    graph:
                      nodes:
                        - {id: a, data: {kind: entry}}
                        - {id: b, data: {kind: enqueue, queue: Support}}
                      edges: [{source: a, target: b}]
                queues:
                  - name: Support
                    schedule: Hours
                    closed_dest_kind: hangup
                    members: [{user: "1001"}]
                extensions: [{digits: "1", dest_kind: user, dest: "1001", dest_xform: {lang: de}}]
                limits: [{scope_kind: user, scope: "1001", period_sec: 60, max_count: 5}]
              - {name: Child, parent: Top}
            """.replace("accounts:\n", "accounts:\n  - {name: Top, is_reseller: true, brand_name: T}\n");

    private Path tenant;
    private Path wanted;
    private Path other;

    @BeforeEach
    void write_a_tenant() throws IOException {
        tenant = Files.writeString(folder.resolve("tenant.yaml"), "accounts:\n  - name: Acme\n    timezone: UTC\n");
        wanted = folder.resolve("wanted");
        other = folder.resolve("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config apply TENANT --data WANTED",
                "config apply TENANT --set node.data=WANTED",
                "config apply TENANT --config WANTED.yaml",
                "config --data WANTED apply TENANT",
                "config --set node.data=WANTED apply TENANT",
                "config --config WANTED.yaml apply TENANT",
                "config --set node.data=WANTED apply TENANT --set api.port=0",
                "config --data OTHER apply TENANT --data WANTED",
                "config --set node.data=OTHER apply TENANT --data WANTED",
                "config --data OTHER apply TENANT --set node.data=WANTED",
                "config --config OTHER.yaml apply TENANT --config WANTED.yaml",
                "config --config OTHER.yaml apply TENANT --data WANTED",
                "config apply TENANT --data WANTED --config OTHER.yaml",
            })
    void the_folder_that_was_said_last_is_written_and_no_other(String line) throws IOException {
        describe(wanted);
        describe(other);

        Said said = run(line);

        assertThat(said.out()).contains("Acme");
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        assertThat(wanted.resolve("config.db")).exists();
        assertThat(other).doesNotExist();
        assertThat(run("config plan TENANT --data WANTED").out()).startsWith("0 to create, 0 to update");
    }

    @Test
    void flags_before_the_verb_hold_beside_those_after_it() {
        Path keys = folder.resolve("keys");

        Said said = run("config --set secrets.keys=" + keys + " apply TENANT --data WANTED");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(keys.resolve("secrets.json")).exists();
        assertThat(wanted.resolve("keys")).doesNotExist();
    }

    @Test
    void a_plan_is_printed_and_nothing_is_written() {
        Said first = run("config plan TENANT --set node.data=WANTED");
        Said again = run("config --data WANTED plan TENANT");

        assertThat(first.out()).contains("Acme");
        assertThat(first.code()).isZero();
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(wanted).doesNotExist();
    }

    /** Names, sizes and times of all there is. */
    private static Set<String> state(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            var state = new TreeSet<String>();
            for (Path path : all.toList()) {
                state.add(path + " " + Files.size(path) + " " + Files.getLastModifiedTime(path));
            }
            return state;
        }
    }

    @Test
    void a_plan_leaves_a_folder_as_it_is() throws Exception {
        run("config apply TENANT --data WANTED");
        Set<String> before = state(wanted);

        Said planned = run("config plan TENANT --data WANTED");

        assertThat(planned.out()).as(planned.err()).startsWith("0 to create, 0 to update");
        assertThat(state(wanted)).isEqualTo(before);
    }

    @Test
    void what_is_exported_applies_to_an_empty_folder_and_then_changes_nothing() throws IOException {
        Files.writeString(tenant, TENANT);
        assertThat(run("config apply TENANT --data WANTED").code()).isZero();

        String exported = run("config export --secrets --data WANTED").out();
        Files.writeString(tenant, exported);
        Said there = run("config plan TENANT --data WANTED");
        Said fresh = run("config apply TENANT --data OTHER");

        assertThat(there.out()).as(exported).contains("0 to create, 0 to update, 0 to publish, 0 to remove");
        assertThat(fresh.code()).as(fresh.err()).isZero();
        assertThat(run("config export --secrets --data OTHER").out()).isEqualTo(exported);
        assertThat(run("config export --data WANTED").out()).doesNotContain("ha1");
    }

    @Test
    void what_a_file_does_not_say_is_pruned_only_when_asked_and_named_before() throws IOException {
        Files.writeString(tenant, TENANT);
        run("config apply TENANT --data WANTED");
        Files.writeString(tenant, "accounts:\n  - name: Acme\n    domains: [{domain: acme.example}]\n");

        Said kept = run("config plan TENANT --data WANTED");
        Said pruned = run("config apply TENANT --prune --data WANTED");

        assertThat(kept.out()).contains("0 to remove");
        assertThat(pruned.code()).as(pruned.err()).isZero();
        assertThat(pruned.out())
                .contains("- membership 1001 in Support (Acme)", "- queue Support (Acme)", "- device 1001 (Acme)")
                .contains("- user 1001 (Acme)")
                .doesNotContain("- domain");
        assertThat(run("config export --data WANTED").out())
                .contains("acme.example")
                .doesNotContain("1001");
    }

    @Test
    void what_others_still_need_is_not_pruned() throws IOException {
        Files.writeString(tenant, TENANT);
        run("config apply TENANT --data WANTED");
        Files.writeString(
                tenant,
                TENANT.replaceAll("(?s)    users:.*?    queues:", "    queues:").replaceAll("(?m)^.*members:.*$", ""));

        Said refused = run("config apply TENANT --prune --data WANTED");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("user 1001 is used by extension");
    }

    @Test
    void a_file_that_is_wrong_ends_with_1_and_names_its_line() throws IOException {
        Files.writeString(tenant, "accounts:\n  - name: Acme\n    timezone: Mars\n");

        Said said = run("config apply TENANT --data WANTED");

        assertThat(said.err()).contains(tenant + ":3: accounts[0].timezone: is not an IANA time zone");
        assertThat(said.code()).isEqualTo(1);
    }

    @Test
    void a_folder_without_a_configuration_is_refused_by_whoever_reads_one() {
        for (String line : new String[] {
            "config export --data WANTED",
            "media list --account Acme --data WANTED",
            "media remove beep --account Acme --data WANTED"
        }) {
            Said said = run(line);

            assertThat(said.err()).as(line).contains("'" + wanted + "', but it must be a folder with a configuration");
            assertThat(said.code()).as(line).isEqualTo(2);
            assertThat(wanted).doesNotExist();
        }
    }

    @Test
    void a_file_that_is_no_yaml_names_the_line_and_the_cause() throws IOException {
        Files.writeString(tenant, "accounts:\n\t- name: Acme\n");

        for (String line : new String[] {"config plan TENANT --data WANTED", "config export --config TENANT"}) {
            assertThat(run(line).err())
                    .as(line)
                    .contains(tenant + ":2: ", "is not YAML: found character", "cannot start any token");
        }
    }

    @Test
    void a_file_that_cannot_be_had_is_named_with_the_reason() {
        assertThat(run("config export --config OTHER.yaml").err())
                .contains(other + ".yaml cannot be read: there is none");
        assertThat(run("config plan " + folder + " --data WANTED").err()).contains(folder + ": Is a directory");
        assertThat(run("media add OTHER.wav --account Acme --data " + withAcme())
                        .err())
                .contains("cannot read " + other + ".wav: there is none");
    }

    @Test
    void a_data_folder_that_is_none_is_refused_before_the_log_has_a_file() throws IOException {
        Files.writeString(wanted, "a file");

        Said said = run("up --data WANTED/data");

        assertThat(said.err())
                .startsWith("ringlog: the data folder " + wanted + "/data cannot be used: ")
                .hasLineCount(1);
        assertThat(said.code()).isEqualTo(2);
    }

    private String withAcme() {
        assertThat(run("config apply TENANT --data OTHER").code()).isZero();
        return other.toString();
    }

    @Test
    void config_without_a_verb_ends_with_2_and_names_the_verbs() {
        Said said = run("config");

        assertThat(said.err()).contains("./ringlog config apply FILE, plan FILE, or export");
        assertThat(said.code()).isEqualTo(2);
    }

    private void describe(Path data) throws IOException {
        Files.writeString(folder.resolve(data.getFileName() + ".yaml"), "node:\n  data: " + data + "\n");
    }

    private Said run(String line) {
        return Said.by(Stream.of(line.split(" "))
                .map(word -> word.replace("TENANT", tenant.toString())
                        .replace("WANTED", wanted.toString())
                        .replace("OTHER", other.toString()))
                .toArray(String[]::new));
    }
}
