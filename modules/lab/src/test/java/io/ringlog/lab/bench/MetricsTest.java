package io.ringlog.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final String BEFORE = """
            # TYPE ringlog_sip_dropped_total counter
            ringlog_sip_dropped_total{reason="rate-limited"} 12.0
            ringlog_sip_dropped_total{reason="garbage"} 3.0
            ringlog_ports_refused_total 0.0
            """;

    private static final String AFTER = """
            ringlog_sip_dropped_total{reason="rate-limited"} 1012.0
            ringlog_sip_dropped_total{reason="garbage"} 3.0
            ringlog_relay_dropped_total{reason="foreign"} 1.2E3
            ringlog_edge_events_total{event="registers.shed"} 7.0
            ringlog_edge_events_total{event="registers.answered"} 9.0
            ringlog_calls_started_total 5.0
            ringlog_ports_refused_total 2.0
            """;

    @Test
    void what_was_turned_away_since_is_told_and_what_was_served_is_not() {
        assertThat(Metrics.read(AFTER).since(Metrics.read(BEFORE)))
                .isEqualTo("edge registers.shed 7, ports 2, relay foreign 1,200, sip rate-limited 1,000");
    }
}
