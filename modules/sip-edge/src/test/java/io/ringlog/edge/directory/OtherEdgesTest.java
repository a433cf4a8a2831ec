package io.ringlog.edge.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.edge.directory.OtherEdges.Way;
import io.ringlog.wire.EdgeHeartbeat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OtherEdgesTest {

    private final OtherEdges others = new OtherEdges("own");

    private static EdgeHeartbeat beat(String edge, long epoch, boolean leaving, @Nullable String among) {
        return new EdgeHeartbeat(edge, epoch, "sip.example", 5060, 0, leaving, Instant.EPOCH, among, 5061);
    }

    @Test
    void an_edge_is_reached_where_its_heartbeat_says() {
        others.heard(beat("a", 1, false, null));
        assertThat(others.to("a", false)).contains(new Way("sip.example", 5060, "tcp"));
        assertThat(others.to("a", true)).contains(new Way("sip.example", 5061, "tls"));
    }

    @Test
    void what_leads_to_one_edge_alone_goes_before_what_all_share() {
        others.heard(beat("a", 1, false, "10.0.0.7"));
        assertThat(others.to("a", false)).contains(new Way("10.0.0.7", 5060, "tcp"));
    }

    @Test
    void who_speaks_no_tls_has_no_safe_way() {
        others.heard(new EdgeHeartbeat("a", 1, "sip.example", 5060, 0, false, Instant.EPOCH, null, null));
        assertThat(others.to("a", true)).isEmpty();
    }

    @Test
    void who_has_left_is_lost_or_was_never_heard_is_not_reached() {
        others.heard(beat("a", 1, false, null));
        others.heard(beat("a", 1, true, null));
        others.heard(beat("b", 1, false, null));
        others.lost("b");
        assertThat(others.to("a", false)).isEmpty();
        assertThat(others.to("b", false)).isEmpty();
        assertThat(others.to("c", false)).isEmpty();
        assertThat(others.size()).isZero();
    }

    @Test
    void an_edge_is_none_of_the_others_to_itself() {
        others.heard(beat("own", 1, false, null));
        assertThat(others.to("own", false)).isEmpty();
    }

    @Test
    void a_goodbye_of_an_earlier_start_takes_nobody_away() {
        others.heard(beat("a", 2, false, null));
        others.heard(beat("a", 1, true, null));
        assertThat(others.to("a", false)).isPresent();
    }
}
