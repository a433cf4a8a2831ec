package io.ringlog.edge.security;

import io.ringlog.domain.journal.SourcesSeen.Deed;
import io.ringlog.domain.journal.SourcesSeen.Done;
import io.ringlog.domain.journal.SourcesSeen.Seen;
import io.ringlog.wire.Network;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What was seen of addresses since the log was last told, and where phones are: who answered a challenge rightly. Knows
 * addresses alone that a sender could not make up. For any thread.
 */
public final class Sightings {

    /** A fact tells of so many addresses; those who did most. */
    static final int MOST_TOLD = 50;

    private static final int MOST_KEPT = 1_000;
    private static final int PLACES_REMEMBERED = 100_000;
    private static final int PREFIX_V6 = 64;
    private static final int WIDTH_V4 = 32;

    /** The longest life of a registration. */
    private static final Duration PHONES_STAY = Duration.ofHours(2);

    private final InstantSource clock;
    private final Predicate<String> exempt;
    private Map<String, Map<Deed, Integer>> seen = new LinkedHashMap<>();
    private final Map<String, Long> phones = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > PLACES_REMEMBERED;
        }
    };

    /** @param exempt whether an address is a trunk's or allowed: nothing is told of it */
    public Sightings(InstantSource clock, Predicate<String> exempt) {
        this.clock = clock;
        this.exempt = exempt;
    }

    /** Whoever has one address of IPv6 has all those of its network. */
    public static String networkOf(String address) {
        return Network.parse(address)
                .map(it -> it.width() == WIDTH_V4 ? it : it.within(PREFIX_V6))
                .map(Network::text)
                .orElse(address);
    }

    public void saw(Deed deed, String address) {
        if (!exempt.test(address)) {
            count(deed, networkOf(address));
        }
    }

    private synchronized void count(Deed deed, String network) {
        if (seen.size() < MOST_KEPT || seen.containsKey(network)) {
            seen.computeIfAbsent(network, any -> new EnumMap<>(Deed.class)).merge(deed, 1, Integer::sum);
        }
    }

    /** Somebody there answered a challenge rightly. */
    public synchronized void phoneAt(String address) {
        phones.put(networkOf(address), clock.millis());
    }

    /** What the log is to be told, which is then forgotten. */
    public synchronized List<Seen> take() {
        List<Seen> told = new ArrayList<>();
        seen.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Map<Deed, Integer>> it) -> -sum(it.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_TOLD)
                .forEach(it -> told.add(new Seen(it.getKey(), done(it.getValue()), hasPhones(it.getKey()), 0)));
        seen = new LinkedHashMap<>();
        return told;
    }

    private boolean hasPhones(String network) {
        Long at = phones.get(network);
        return at != null && clock.millis() - at < PHONES_STAY.toMillis();
    }

    private static int sum(Map<Deed, Integer> deeds) {
        return deeds.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static List<Done> done(Map<Deed, Integer> deeds) {
        return deeds.entrySet().stream()
                .map(it -> new Done(it.getKey(), it.getValue()))
                .toList();
    }
}
