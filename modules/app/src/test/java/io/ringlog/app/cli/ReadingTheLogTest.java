package io.ringlog.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ringlog explain} and {@code ringlog tail} on the log of a running node. */
class ReadingTheLogTest {
    @TempDir
    static Path folder;

    private static LoggedCalls calls;

    @BeforeAll
    static void log() {
        calls = LoggedCalls.on(folder);
    }

    @AfterAll
    static void stop() {
        calls.close();
    }

    @Test
    void a_known_call_is_told_with_its_reasons() {
        Said said = Said.by("explain", LoggedCalls.FIRST, "--data", folder.toString());

        assertThat(said.out())
                .contains("A call from 200 to 100 came in at edge-1 (inbound)")
                .contains("It was refused with")
                .contains("    because ")
                .doesNotContain("missing");
        assertThat(said.code()).isZero();
    }

    @Test
    void an_unknown_call_ends_with_1_and_a_sentence() {
        Said said = Said.by("explain", "call_404", "--data", folder.toString());

        assertThat(said.out()).isEqualToNormalizingNewlines("Nothing is known about a call call_404 here.\n");
        assertThat(said.code()).isEqualTo(1);
    }

    @Test
    void a_folder_without_a_log_ends_with_2_and_names_the_folder() {
        String empty = folder.resolve("nothing").toString();

        for (Said said : List.of(Said.by("explain", "call_1", "--data", empty), Said.by("tail", "--data", empty))) {
            assertThat(said.err()).contains("'" + empty + "'").contains("--data");
            assertThat(said.code()).isEqualTo(2);
        }
    }

    @Test
    void a_type_that_does_not_exist_is_refused_with_those_that_do() {
        Said said = Said.by("tail", "--type", "Nope", "--data", folder.toString());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("there is no type 'Nope'", "CallRefused", "RegisterReceived");
    }

    @Test
    void an_account_or_a_call_that_nobody_can_be_is_refused() {
        Said name = Said.by("tail", "--account", "Nobody", "--data", folder.toString());
        Said call = Said.by("tail", "--call", "nope", "--data", folder.toString());

        assertThat(name.code()).isEqualTo(2);
        assertThat(name.err()).contains("--account is 'Nobody', but it must be the id of an account, acc_...");
        assertThat(call.code()).isEqualTo(2);
        assertThat(call.err()).contains("--call is 'nope', but it must be the id of a call, call_...");
    }

    @Test
    void a_name_is_looked_up_where_there_is_a_configuration(@TempDir Path other) throws IOException {
        Path tenant = Files.writeString(other.resolve("t.yaml"), "accounts: [{name: Acme}]");
        Said.by("config", "apply", tenant.toString(), "--data", other.toString());

        Said known = Said.by("tail", "--account", "Acme", "--data", other.toString());
        Said unknown = Said.by("tail", "--account", "Nobody", "--data", other.toString());

        assertThat(known.err()).contains("must be a folder with a log in it");
        assertThat(unknown.err()).contains("there is no account Nobody");
    }

    @Test
    void a_host_that_is_none_is_answered_with_the_key_to_look_at() {
        for (String command : List.of("tail", "explain call_1", "replay")) {
            String[] words = (command + " --set kafka.bootstrap-servers=none.invalid:9092").split(" ");
            Said said = Said.by(words);

            assertThat(said.code()).as(command).isEqualTo(2);
            assertThat(said.err())
                    .as(command)
                    .contains("kafka.bootstrap-servers")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void explain_without_a_call_ends_with_2_and_its_usage() {
        Said said = Said.by("explain");

        assertThat(said.err()).contains("CALL").contains("Usage: ringlog explain");
        assertThat(said.code()).isEqualTo(2);
    }

    @Test
    @Timeout(30)
    void tail_shows_what_passes_every_filter_until_its_reader_leaves() {
        String[] line = {
            "tail",
            "--from-start",
            "--account",
            LoggedCalls.ACCOUNT,
            "--call",
            LoggedCalls.SECOND,
            "--type",
            "callended",
            "--data",
            folder.toString()
        };
        var reader = new ReaderOfOneLine();
        PrintStream out = System.out;
        System.setOut(new PrintStream(reader, true, StandardCharsets.UTF_8));
        try {
            assertThat(CommandRun.of(new CommandTree(), line)).isZero();
        } finally {
            System.setOut(out);
        }

        assertThat(reader.read()).contains(" acc_1 call_2 CallEnded: It ended refused (");
    }

    /** As {@code | head -1}: takes a line and goes. */
    private static final class ReaderOfOneLine extends OutputStream {
        private final StringBuilder line = new StringBuilder();

        @Override
        public void write(int octet) throws IOException {
            flush();
            line.append((char) octet);
        }

        @Override
        public void flush() throws IOException {
            if (line.indexOf("\n") >= 0) {
                throw new IOException("broken pipe");
            }
        }

        String read() {
            return line.toString();
        }
    }
}
