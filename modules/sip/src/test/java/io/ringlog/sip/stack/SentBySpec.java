package io.ringlog.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentBySpec {
    @ParameterizedTest
    @CsvSource({
        "SIP/2.0/UDP host:7000;branch=x, 7000",
        "SIP/2.0/UDP host;branch=x, 5060",
        "'SIP / 2.0 /  UDP  [2001:db8::1] : 7000 ;branch=x', 7000",
        "SIP/2.0/UDP host:7000;rport;branch=x, 9",
        "SIP/2.0/UDP host:7000;RPORT=;branch=x, 9",
        "SIP/2.0/UDP host:7000;xrport=1;branch=x, 7000",
        "'SIP/2.0/UDP host:7000;branch=x, SIP/2.0/UDP other;rport', 7000",
        "SIP/2.0/UDP host:0, 9",
        "SIP/2.0/UDP host:99999, 9",
        "nonsense, 9"
    })
    void the_port_that_a_via_wants(String via, int port) {
        assertThat(SentBy.portOf(via, 9)).isEqualTo(port);
    }
}
