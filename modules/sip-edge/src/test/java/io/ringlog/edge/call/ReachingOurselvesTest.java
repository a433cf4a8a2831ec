package io.ringlog.edge.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachingOurselvesTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 127.0.0.1",
        "edge.example, edge.example",
        "2001:db8::1, [2001:db8::1]",
        "[2001:db8::1], [2001:db8::1]",
        "::, [::1]"
    })
    void a_host_is_written_as_a_uri_has_it(String host, String written) {
        assertThat(Places.reached(host)).isEqualTo(written);
    }
}
