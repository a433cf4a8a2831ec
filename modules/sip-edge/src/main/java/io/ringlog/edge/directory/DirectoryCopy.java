package io.ringlog.edge.directory;

import io.ringlog.domain.number.CarrierNumbers;
import io.ringlog.domain.number.Numbering;
import io.ringlog.sip.message.Hosts;
import io.ringlog.wire.DirectoryEntry;
import io.ringlog.wire.DirectoryEntry.AccountEntry;
import io.ringlog.wire.DirectoryEntry.AllowEntry;
import io.ringlog.wire.DirectoryEntry.BanEntry;
import io.ringlog.wire.DirectoryEntry.DomainEntry;
import io.ringlog.wire.DirectoryEntry.LineEntry;
import io.ringlog.wire.DirectoryEntry.NumberEntry;
import io.ringlog.wire.DirectoryEntry.TrunkEntry;
import io.ringlog.wire.DirectoryEntry.Written;
import io.ringlog.wire.Network;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The directory in memory, read by SIP threads while one thread keeps it up to date. */
public final class DirectoryCopy implements DirectorySource.Reader {

    /** Fewer digits than a subscriber has say nothing of whose number it is. */
    private static final int FEWEST_DIGITS = 7;

    /** So many of the last digits every way to write a number has, whatever stands before them. */
    private static final int LAST_DIGITS = 9;

    private static final int MOST_ALIKE = 8;

    private final Set<String> own;
    private final CarrierNumbers numbers;
    private final Map<String, DirectoryEntry> byKey = new ConcurrentHashMap<>();
    /** Numbers by their digits from the last to the first. */
    private final ConcurrentNavigableMap<String, NumberEntry> byEnd = new ConcurrentSkipListMap<>();

    private final Bans bans = new Bans(InstantSource.system(), this::isExempt);
    /** How many leading bits trunks and allowed networks have, most first; what was there once is looked for again. */
    private final Set<Integer> blocks = new ConcurrentSkipListSet<>(Comparator.reverseOrder());

    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /**
     * @param own addresses of this edge itself, as {@link Hosts#canonical} writes them
     * @param numbers reads what trunks call
     */
    public DirectoryCopy(Set<String> own, CarrierNumbers numbers) {
        this.own = Set.copyOf(own);
        this.numbers = numbers;
    }

    @Override
    public void changed(String key, @Nullable DirectoryEntry entry) {
        if (entry instanceof BanEntry ban) {
            bans.set(ban);
        } else if (entry == null && key.startsWith(BanEntry.KIND)) {
            bans.lift(key.substring(BanEntry.KIND.length()));
        } else if (entry == null) {
            if (byKey.remove(key) instanceof NumberEntry gone) {
                byEnd.remove(reversed(gone.e164()));
            }
        } else {
            byKey.put(key, entry);
            switch (entry) {
                case TrunkEntry trunk -> note(trunk.ip());
                case AllowEntry allowed -> note(allowed.network());
                case NumberEntry number -> byEnd.put(reversed(number.e164()), number);
                case DirectoryEntry _ -> {}
            }
        }
    }

    private void note(String network) {
        Network.parse(network).ifPresent(block -> blocks.add(block.bits()));
    }

    /** Whom nobody listens to. */
    public Bans bans() {
        return bans;
    }

    /** Whether an address is a trunk's, allowed or ours, so that no ban is for it and nothing is said against it. */
    public boolean isExempt(String ip) {
        return own.contains(Hosts.canonical(ip))
                || trunkAt(ip).isPresent()
                || narrowest(ip, block -> new AllowEntry(block, "", ""), AllowEntry.class)
                        .isPresent();
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

    /** The account that owns what a trunk calls, read as the trunk writes numbers. */
    public Optional<String> accountOfNumber(String called, @Nullable Numbering how) {
        return accountOfNumber(
                how == null ? called : numbers.received(called, how).orElse(called));
    }

    /** How a trunk of an account writes numbers; null where they are E.164 or of a country that nobody says. */
    public @Nullable Numbering numbering(String account, @Nullable Written written) {
        if (written == null) {
            return null;
        }
        String country = written.country() == null
                ? find(new AccountEntry(account, ""), AccountEntry.class)
                        .map(AccountEntry::country)
                        .orElse(null)
                : written.country();
        return country == null ? null : new Numbering(country, written.bare());
    }

    /** At most a few numbers of other accounts that end as what was dialled, however its country writes it. */
    public List<String> numbersLike(String dialled, String account) {
        String digits = reversed(dialled.replaceAll("[^0-9]", "").replaceFirst("^0+", ""));
        String end = digits.substring(0, Math.min(digits.length(), LAST_DIGITS));
        return end.length() < FEWEST_DIGITS
                ? List.of()
                : byEnd.tailMap(end, true).entrySet().stream()
                        .limit(MOST_ALIKE)
                        .takeWhile(it -> it.getKey().startsWith(end))
                        .map(Map.Entry::getValue)
                        .filter(it -> !it.accountId().equals(account))
                        .map(NumberEntry::e164)
                        .toList();
    }

    private static String reversed(String digits) {
        return new StringBuilder(digits).reverse().toString();
    }

    /** The trunk whose calls come from an address: the one that names it most narrowly. */
    public Optional<TrunkEntry> trunkAt(String ip) {
        return narrowest(ip, block -> new TrunkEntry(block, "", "", null), TrunkEntry.class);
    }

    private <T extends DirectoryEntry> Optional<T> narrowest(String ip, Function<String, T> asked, Class<T> kind) {
        return Network.parse(ip)
                .flatMap(address -> blocks.stream()
                        .filter(bits -> bits <= address.width())
                        .flatMap(bits -> find(asked.apply(address.within(bits).text()), kind).stream())
                        .findFirst());
    }

    /** The account of a trunk that is to be registered. */
    public Optional<LineEntry> line(String trunkId) {
        return find(new LineEntry(trunkId, "", "", false, null), LineEntry.class);
    }

    private <T extends DirectoryEntry> Optional<T> find(T asked, Class<T> kind) {
        return Optional.ofNullable(byKey.get(asked.key()))
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
