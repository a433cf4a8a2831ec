package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Loop;
import io.ringlog.edge.trunk.Loops;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoopsTest {

    private static final Loop LOOP = new Loop("call_01", 2);

    private Instant now = Instant.parse("2026-03-03T12:00:00Z");
    private final Loops loops = new Loops(new byte[] {1, 2, 3}, () -> now);

    @Test
    void what_was_signed_is_known_again_for_a_moment() {
        String user = loops.userOf("4930700", LOOP);

        assertThat(loops.called(user)).contains(new Loops.Looped("4930700", LOOP));
        now = now.plusSeconds(41);
        assertThat(loops.called(user)).isEmpty();
    }

    @Test
    void nobody_else_can_make_one() {
        String user = loops.userOf("4930700", LOOP);

        assertThat(new Loops(new byte[] {9}, () -> now).called(user)).isEmpty();
        assertThat(loops.called(user.replace("4930700", "4930701"))).isEmpty();
        assertThat(loops.called("on-net.")).isEmpty();
        assertThat(loops.called("on-net.x.y")).isEmpty();
        assertThat(loops.called("4930700")).isEmpty();
    }
}
