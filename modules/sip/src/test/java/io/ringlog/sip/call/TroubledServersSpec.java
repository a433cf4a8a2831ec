package io.ringlog.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.stack.HopImpl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sip.address.Hop;
import org.junit.jupiter.api.Test;

/** What is remembered of servers that did not serve, for how long, and of how many. */
class TroubledServersSpec {
    private final AtomicLong now = new AtomicLong();
    private final TroubledServers troubled = new TroubledServers(now::get);

    private static Hop server(int number) {
        return new HopImpl("192.0.2." + number % 250, 5060 + number, "UDP");
    }

    @Test
    void who_did_not_serve_is_last_for_a_while() {
        List<Hop> servers = List.of(server(1), server(2));
        troubled.note(servers.getFirst(), "No Answer", Duration.ofSeconds(30));

        assertThat(troubled.ordered(servers)).containsExactly(servers.getLast(), servers.getFirst());
        now.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(troubled.ordered(servers)).isEqualTo(servers);
    }

    @Test
    void whoever_answers_is_well_again() {
        troubled.clear(server(1));
        troubled.note(server(1), "No Answer", Duration.ofSeconds(30));
        troubled.clear(server(1));

        assertThat(troubled.of(server(1))).isEmpty();
    }

    @Test
    void nobody_is_left_alone_for_longer_than_five_minutes() {
        troubled.note(server(1), "503", Duration.ofDays(1));
        now.addAndGet(TroubledServers.LONGEST.toNanos());

        assertThat(troubled.of(server(1))).isEmpty();
    }

    @Test
    void far_more_than_it_keeps_leave_the_newest() {
        for (int i = 0; i < TroubledServers.MOST * 20; i++) {
            troubled.note(server(i), "No Answer", Duration.ofSeconds(30));
        }

        assertThat(troubled.of(server(0))).isEmpty();
        assertThat(troubled.of(server(TroubledServers.MOST * 20 - 1))).contains("No Answer");
    }
}
