package io.ringlog.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** What one address may take within a second. */
class SourceBudgetSpec {
    private static final InetAddress A = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress B = InetAddress.ofLiteral("192.0.2.2");

    private final SourceBudget budget = new SourceBudget(10);

    @Test
    void one_address_uses_up_its_own_share_alone() {
        assertThat(budget.admits(A, 10, 1)).isTrue();
        assertThat(budget.admits(A, 1, 1)).isFalse();
        assertThat(budget.admits(B, 10, 1)).isTrue();
    }

    @Test
    void the_next_second_begins_anew() {
        assertThat(budget.admits(A, 11, 1)).isFalse();
        assertThat(budget.admits(A, 10, 2)).isTrue();
    }

    @Test
    void a_network_of_ipv6_is_one_address() {
        assertThat(budget.admits(InetAddress.ofLiteral("2001:db8::1"), 10, 1)).isTrue();
        assertThat(budget.admits(InetAddress.ofLiteral("2001:db8::2"), 1, 1)).isFalse();
        assertThat(budget.admits(InetAddress.ofLiteral("2001:db8:0:1::2"), 1, 1))
                .isTrue();
    }

    @Test
    void forged_addresses_beyond_what_is_remembered_share_what_one_has() throws Exception {
        int admitted = 0;
        for (int i = 0; i < 100_050; i++) {
            byte[] forged = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
            admitted += budget.admits(InetAddress.getByAddress(forged), 1, 1) ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(100_010);
    }
}
