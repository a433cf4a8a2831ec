package io.ringlog.sip.stack;

import static io.ringlog.sip.stack.SourceShare.HELD_PER_CONNECTION;
import static io.ringlog.sip.stack.SourceShare.HELD_PER_SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What one address may have us keep in memory. */
class SourceShareSpec {
    private final SourceShare share = new SourceShare();

    @Test
    void a_connection_holds_no_more_than_its_bound_and_a_refused_byte_is_not_held() {
        SourceShare.Connection one = share.connection();

        assertThat(one.hold(HELD_PER_CONNECTION)).isTrue();
        assertThat(one.hold(1)).isFalse();
        assertThat(share.held()).isEqualTo(HELD_PER_CONNECTION);
    }

    @Test
    void what_was_taken_makes_room_again() {
        SourceShare.Connection one = share.connection();
        one.hold(HELD_PER_CONNECTION);
        one.release(10);

        assertThat(one.hold(10)).isTrue();
        assertThat(one.hold(1)).isFalse();
    }

    @Test
    void many_connections_share_the_bound_of_their_address() {
        int took = 0;
        for (int i = 0; i < 1_000; i++) {
            took += share.connection().hold(HELD_PER_CONNECTION) ? 1 : 0;
        }

        assertThat(took).isEqualTo(HELD_PER_SOURCE / HELD_PER_CONNECTION);
        assertThat(share.held()).isEqualTo(HELD_PER_SOURCE);
    }

    @Test
    void the_last_connection_to_leave_is_known() {
        share.joined().joined();

        assertThat(share.left()).isFalse();
        assertThat(share.left()).isTrue();
    }
}
