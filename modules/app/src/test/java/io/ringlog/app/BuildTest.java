package io.ringlog.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.app.cli.CommandTree;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BuildTest {
    private static final String IN_THE_POM = System.getProperty("ringlog.version", "");

    @Test
    void the_version_is_the_one_of_the_build() {
        assertThat(Build.version()).isEqualTo(IN_THE_POM);
    }

    @Test
    void the_program_says_it() {
        var said = new StringWriter();

        new CommandLine(new CommandTree()).setOut(new PrintWriter(said)).execute("--version");

        assertThat(said.toString().strip()).isEqualTo("Ringlog " + IN_THE_POM);
    }
}
