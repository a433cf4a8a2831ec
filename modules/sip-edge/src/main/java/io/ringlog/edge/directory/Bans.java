package io.ringlog.edge.directory;

import io.ringlog.domain.journal.SourcesSeen.Seen;
import io.ringlog.wire.DirectoryEntry.BanEntry;
import io.ringlog.wire.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The bans that the log names, as sockets ask for them: of each packet, before it is read. Costs next to nothing while
 * there is none. Whom the directory calls a trunk or allows is never banned, whatever the list says.
 */
public final class Bans {

    /** The first address of a block, and how many bits are its own. */
    private record Block(InetAddress first, int bits) {}

    private record Ban(String network, Instant until, AtomicInteger dropped) {}

    private final InstantSource clock;
    private final Predicate<String> exempt;
    private final Map<Block, Ban> byBlock = new ConcurrentHashMap<>();
    /** How many leading bits blocks have, by the bytes of their addresses; what was there once is looked for again. */
    private final Set<Integer> blocksV4 = new ConcurrentSkipListSet<>(Comparator.reverseOrder());

    private final Set<Integer> blocksV6 = new ConcurrentSkipListSet<>(Comparator.reverseOrder());

    /** @param exempt whether an address, in words, is a trunk's or allowed */
    public Bans(InstantSource clock, Predicate<String> exempt) {
        this.clock = clock;
        this.exempt = exempt;
    }

    void set(BanEntry entry) {
        block(entry.network()).ifPresent(block -> {
            byBlock.put(block, new Ban(entry.network(), entry.until(), new AtomicInteger()));
            (block.first() instanceof Inet4Address ? blocksV4 : blocksV6).add(block.bits());
        });
    }

    void lift(String network) {
        block(network).ifPresent(byBlock::remove);
    }

    public int size() {
        return byBlock.size();
    }

    /** Whether nothing of this address is read; what is not is counted. */
    public boolean drops(InetAddress source) {
        if (byBlock.isEmpty()) {
            return false;
        }
        Optional<Ban> ban = over(source).filter(it -> clock.instant().isBefore(it.until()));
        if (ban.isEmpty() || exempt.test(source.getHostAddress())) {
            return false;
        }
        ban.get().dropped().incrementAndGet();
        return true;
    }

    private Optional<Ban> over(InetAddress source) {
        byte[] bytes = source.getAddress();
        for (int bits : source instanceof Inet4Address ? blocksV4 : blocksV6) {
            Ban ban = byBlock.get(new Block(masked(bytes, bits), bits));
            if (ban != null) {
                return Optional.of(ban);
            }
        }
        return Optional.empty();
    }

    /** How much was dropped since it was last asked, of so many networks at most: those of which it was most. */
    public List<Seen> takeDropped(int most) {
        return byBlock.values().stream()
                .filter(ban -> ban.dropped().get() > 0)
                .sorted(Comparator.comparing((Ban ban) -> -ban.dropped().get()).thenComparing(Ban::network))
                .limit(most)
                .map(ban ->
                        new Seen(ban.network(), List.of(), false, ban.dropped().getAndSet(0)))
                .toList();
    }

    private static Optional<Block> block(String network) {
        return Network.parse(network).map(it -> new Block(InetAddress.ofLiteral(it.firstAddress()), it.bits()));
    }

    private static InetAddress masked(byte[] address, int bits) {
        byte[] kept = Arrays.copyOf(address, address.length);
        for (int i = 0; i < kept.length; i++) {
            kept[i] = (byte) (kept[i] & (0xFF00 >> Math.clamp(bits - i * 8L, 0, 8)));
        }
        try {
            return InetAddress.getByAddress(kept);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of " + kept.length + " bytes", impossible);
        }
    }
}
