package io.ringlog.it.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ringlog demo --once} as anybody runs it. */
class DemoIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void everything_the_demo_shows_is_true_and_it_ends_with_0() throws Exception {
        // On every address, as without --once: media must not depend on which one is meant.
        var demo = RinglogProcess.run(
                512, PATIENCE, List.of("demo", "--once", "--data", folder.toString(), "--set", "sip.host=0.0.0.0"));

        assertThat(demo.said())
                .contains("Starting on " + folder)
                .containsPattern("Ready in [0-9.]+ s: .*api http")
                .contains("✓ alice@demo.ringlog.test registered with digest (SHA-256) over UDP")
                .contains("✓ bob@demo.ringlog.test registered with digest (SHA-256) over UDP")
                .contains("✓ carol@demo.ringlog.test registered with digest (SHA-256) over UDP")
                .contains("✓ the call was only proxied, as the log says")
                .contains("✓ the CDR names the trunk, the route and that the number is a national one")
                .contains("✓ Bob's telephone was told why it stopped: SIP;cause=200;text=\"Call completed elsewhere\"")
                .contains("✓ Alice and Carol hear each other, and Bob is out of both calls")
                .contains("✓ bob@demo.ringlog.test has a mail with the recording, and it is Carol's voice")
                .contains("✓ he hears what Carol said")
                .contains("✓ each hears the two others, and not themselves")
                .containsPattern("✓ meanwhile a second caller is refused with 486: .* \\(admission.*\\)")
                .containsPattern("✓ packets to the caller: [1-9][0-9]* from the engine before,"
                        + " then 0 from it and [1-9][0-9]+ straight from the agent")
                .containsPattern("✓ 12 calls ended, 12 rows came back \\(GET /v1/calls\\)")
                .contains("✓ the same 12 rows as CSV")
                .contains("✓ no event of the story is missing")
                .containsPattern("✓ [1-9][0-9]+ records gave the same [1-9][0-9]+ events, byte for byte")
                .contains("All of it was true in ")
                .doesNotContain("✗");
        assertThat(demo.exitCode()).as(demo.said()).isZero();
    }
}
