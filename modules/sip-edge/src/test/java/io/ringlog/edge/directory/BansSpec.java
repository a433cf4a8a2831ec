package io.ringlog.edge.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.SourcesSeen.Seen;
import io.ringlog.wire.DirectoryEntry;
import io.ringlog.wire.DirectoryEntry.AllowEntry;
import io.ringlog.wire.DirectoryEntry.BanEntry;
import io.ringlog.wire.DirectoryEntry.TrunkEntry;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BansSpec {

    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    private final DirectoryCopy directory =
            new DirectoryCopy(Set.of("203.0.113.9"), (written, how) -> Optional.empty());

    private void know(DirectoryEntry entry) {
        directory.changed(entry.key(), entry);
    }

    private void ban(String network, Instant until) {
        know(new BanEntry(network, "acc_platform", "ban-1", until));
    }

    private boolean drops(String address) {
        return directory.bans().drops(InetAddress.ofLiteral(address));
    }

    @Test
    void a_banned_address_is_dropped_and_its_neighbour_is_not() {
        ban("192.0.2.1", EVER);

        assertThat(drops("192.0.2.1")).isTrue();
        assertThat(drops("192.0.2.2")).isFalse();
        assertThat(drops("2001:db8::1")).isFalse();
    }

    @Test
    void a_block_is_dropped_whole() {
        ban("192.0.2.0/24", EVER);
        ban("2001:db8:0:1:0:0:0:0/64", EVER);

        assertThat(drops("192.0.2.200")).isTrue();
        assertThat(drops("192.0.3.1")).isFalse();
        assertThat(drops("2001:db8:0:1::77")).isTrue();
        assertThat(drops("2001:db8:0:2::77")).isFalse();
    }

    @Test
    void a_ban_ends_with_its_time_and_with_its_entry() {
        ban("192.0.2.1", Instant.EPOCH);
        ban("192.0.2.2", EVER);
        directory.changed("ban:192.0.2.2", null);

        assertThat(drops("192.0.2.1")).isFalse();
        assertThat(drops("192.0.2.2")).isFalse();
        assertThat(directory.bans().size()).isEqualTo(1);
    }

    @Test
    void no_ban_is_for_trunks_for_allowed_networks_and_for_the_edge_itself() {
        ban("192.0.2.0/24", EVER);
        ban("203.0.113.9", EVER);
        know(new TrunkEntry("192.0.2.7", "acc_1", "tr_1", null));
        know(new AllowEntry("192.0.2.16/28", "acc_1", "alw_1"));

        assertThat(drops("192.0.2.7")).isFalse();
        assertThat(drops("192.0.2.20")).isFalse();
        assertThat(drops("203.0.113.9")).isFalse();
        assertThat(drops("192.0.2.8")).isTrue();
    }

    @Test
    void what_was_dropped_is_told_once_of_those_of_whom_it_was_most() {
        ban("192.0.2.1", EVER);
        ban("192.0.2.2", EVER);
        drops("192.0.2.1");
        drops("192.0.2.2");
        drops("192.0.2.2");

        assertThat(directory.bans().takeDropped(1)).containsExactly(new Seen("192.0.2.2", List.of(), false, 2));
        assertThat(directory.bans().takeDropped(9)).containsExactly(new Seen("192.0.2.1", List.of(), false, 1));
        assertThat(directory.bans().takeDropped(9)).isEmpty();
    }
}
