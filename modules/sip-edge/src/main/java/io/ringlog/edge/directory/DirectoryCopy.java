package io.ringlog.edge.directory;

import io.ringlog.wire.DirectoryEntry;
import io.ringlog.wire.DirectoryEntry.DomainEntry;
import io.ringlog.wire.DirectoryEntry.LineEntry;
import io.ringlog.wire.DirectoryEntry.NumberEntry;
import io.ringlog.wire.DirectoryEntry.TrunkEntry;
import io.ringlog.wire.Network;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** The directory in memory, read by SIP threads while one thread keeps it up to date. */
public final class DirectoryCopy implements DirectorySource.Reader {

    private final Map<String, DirectoryEntry> byKey = new ConcurrentHashMap<>();
    /** How many leading bits trunks are known by, most first; what was there once is looked for again. */
    private final Set<Integer> blocks = new ConcurrentSkipListSet<>(Comparator.reverseOrder());

    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    @Override
    public void changed(String key, @Nullable DirectoryEntry entry) {
        if (entry == null) {
            byKey.remove(key);
        } else {
            byKey.put(key, entry);
            if (entry instanceof TrunkEntry trunk) {
                Network.parse(trunk.ip()).ifPresent(block -> blocks.add(block.bits()));
            }
        }
    }

    @Override
    public void caughtUp() {
        ready.complete(null);
    }

    /** Completes when the copy is no older than the start of the edge; before, all are strangers. */
    public CompletableFuture<Void> ready() {
        return ready;
    }

    public boolean isReady() {
        return ready.isDone();
    }

    public int size() {
        return byKey.size();
    }

    /** The account that answers on a domain. */
    public Optional<String> accountOfDomain(String domain) {
        return find(new DomainEntry(domain.toLowerCase(Locale.ROOT), ""), DomainEntry.class)
                .map(DomainEntry::accountId);
    }

    /** The account that owns a number as it was dialled, with or without the plus. */
    public Optional<String> accountOfNumber(String dialled) {
        String digits = dialled.startsWith("+") ? dialled.substring(1) : dialled;
        return find(new NumberEntry(digits, ""), NumberEntry.class).map(NumberEntry::accountId);
    }

    /** The trunk whose calls come from an address: the one that names it most narrowly. */
    public Optional<TrunkEntry> trunkAt(String ip) {
        return Network.parse(ip)
                .flatMap(address -> blocks.stream()
                        .filter(bits -> bits <= address.width())
                        .flatMap(bits ->
                                find(new TrunkEntry(address.within(bits).text(), "", ""), TrunkEntry.class).stream())
                        .findFirst());
    }

    /** The account of a trunk that is to be registered. */
    public Optional<LineEntry> line(String trunkId) {
        return find(new LineEntry(trunkId, "", "", false), LineEntry.class);
    }

    private <T extends DirectoryEntry> Optional<T> find(T asked, Class<T> kind) {
        return Optional.ofNullable(byKey.get(asked.key()))
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
