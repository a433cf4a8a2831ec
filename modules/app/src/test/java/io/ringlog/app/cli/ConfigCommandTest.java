package io.ringlog.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    }

    @Test
    void a_file_that_is_wrong_ends_with_1_and_names_its_line() throws IOException {
        Files.writeString(tenant, "accounts:\n  - name: Acme\n    timezone: Mars\n");

        Said said = run("config apply TENANT --data WANTED");

        assertThat(said.err()).contains(tenant + ":3: accounts[0].timezone");
        assertThat(said.code()).isEqualTo(1);
    }

    @Test
    void config_without_a_verb_ends_with_2_and_names_the_verbs() {
        Said said = run("config");

        assertThat(said.err()).contains("./ringlog config apply FILE, or plan FILE");
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
