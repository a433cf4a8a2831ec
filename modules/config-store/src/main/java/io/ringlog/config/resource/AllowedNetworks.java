package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.wire.DirectoryEntry;
import io.ringlog.wire.Network;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Networks that nobody bans. Edges learn of them, the brain does not: nothing is said against them. */
final class AllowedNetworks extends Resource<AllowedNetwork> {

    AllowedNetworks() {
        super("allowed_network", "allowed_network", "alw", AllowedNetwork.class, Set.of());
    }

    @Override
    public Set<String> fromAbove() {
        return Set.of("network");
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.onPlatform("network"));
    }

    @Override
    public void check(AllowedNetwork row, Problems p) {
        Trunks.address(row.network(), "network", p);
    }

    @Override
    public Optional<AllowedNetwork> movedTo(String accountId, AllowedNetwork row) {
        return Optional.of(new AllowedNetwork(row.id(), accountId, row.network(), row.note()));
    }

    @Override
    public List<DirectoryEntry> directory(AllowedNetwork row) {
        return List.of(new DirectoryEntry.AllowEntry(
                Network.parse(row.network()).orElseThrow().text(), row.accountId(), row.id()));
    }

    @Override
    public Optional<ConfigRow> published(AllowedNetwork row) {
        return Optional.empty();
    }
}
