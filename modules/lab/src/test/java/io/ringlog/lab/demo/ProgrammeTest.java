package io.ringlog.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgrammeTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Programme programme = new Programme(new PrintStream(told, true, StandardCharsets.UTF_8));

    @Test
    void when_all_of_it_was_true_the_exit_code_is_0() {
        programme.play("A phone registers", narrator -> narrator.proved("it did"));

        assertThat(programme.end()).isZero();
        assertThat(told())
                .contains("1. A phone registers")
                .contains("   \u2713 it did")
                .contains("\nAll of it was true in ");
    }

    @Test
    void a_part_that_is_not_true_makes_the_exit_code_1_and_the_others_still_play() {
        programme.play("A call", narrator -> Scene.prove(narrator, false, "it was answered"));
        programme.play("A phone", PartsThatFail::missesAnAnswer);
        programme.play("A replay", narrator -> narrator.proved("byte for byte"));

        assertThat(programme.end()).isEqualTo(1);
        assertThat(told())
                .contains("   \u2717 not so: it was answered")
                .contains("   \u2717 no answer came\n     INVITE sip:bob")
                .contains("3. A replay")
                .contains("   \u2713 byte for byte")
                .contains("\nNOT all of it was true in ");
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** As the phones of the test kit complain. */
    private static final class PartsThatFail {
        static void missesAnAnswer(Narrator narrator) {
            narrator.told("waiting");
            throw new AssertionError("no answer came\nINVITE sip:bob");
        }
    }
}
