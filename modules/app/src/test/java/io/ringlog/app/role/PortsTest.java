package io.ringlog.app.role;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static final String HOST = "127.0.0.1";

    @Test
    void a_taken_port_is_refused_with_its_key_and_its_owner() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            assertThatThrownBy(() -> Ports.requireFree(HOST, taken.getLocalPort(), false, "api.port"))
                    .isInstanceOf(Ports.PortRefused.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("api.port")
                    .hasMessageContaining("(pid " + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void a_port_taken_for_datagrams_only_is_refused_where_they_are_wanted() throws IOException {
        try (var taken = new DatagramSocket(new InetSocketAddress(HOST, 0))) {
            assertThatThrownBy(() -> Ports.requireFree(HOST, taken.getLocalPort(), true, "sip.port"))
                    .isInstanceOf(Ports.PortRefused.class)
                    .hasMessageContaining("sip.port");
            assertThatCode(() -> Ports.requireFree(HOST, taken.getLocalPort(), false, "api.port"))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_host_that_is_none_is_refused_with_its_own_key() {
        assertThatThrownBy(() -> Ports.requireFree("host.invalid", 5060, true, "sip.port"))
                .hasMessageContaining("sip.host is 'host.invalid', but it must be an address of this machine");
    }

    @Test
    void any_port_is_free() {
        assertThatCode(() -> Ports.requireFree(HOST, 0, true, "sip.port")).doesNotThrowAnyException();
    }
}
