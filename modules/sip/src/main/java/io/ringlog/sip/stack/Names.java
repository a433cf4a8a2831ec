package io.ringlog.sip.stack;

import io.ringlog.sip.dns.Found;
import io.ringlog.sip.dns.Found.Place;
import io.ringlog.sip.dns.Wanted;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where hosts are. Strangers write the names, and whoever answers for them may take a minute: they are looked up beside
 * the threads that carry calls, which wait a moment for a new name and not at all when many are open. What was known is
 * good until the next is, and for a while when nobody tells the next.
 */
final class Names {
    private static final Logger LOG = LoggerFactory.getLogger(Names.class);
    private static final long PATIENCE_NANOS = Duration.ofMillis(250).toNanos();
    private static final long KEPT_FOR_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int AT_ONCE = 4;
    private static final int AT_ONCE_EACH = 2;
    private static final int AT_ONCE_ALL = 64;
    /** A ring group of thirty, each at a name of its own, has them all looked up. */
    private static final int WAITING_EACH = 30;

    private static final int REMEMBERED = 1_000;
    private static final String CALLS = "";

    /** Who knows where; takes as long as it takes. */
    interface Lookup {
        Found of(Wanted wanted);
    }

    /** What time it is, in nanoseconds of any origin. */
    interface Ticker {
        long nanos();
    }

    private record Known(Found found, long sinceNanos) {}

    private record Asked(
            CompletableFuture<Found> answer,
            long sinceNanos,
            @Nullable Known before) {

        private static final Found NOT_YET = Found.nothing(Duration.ZERO);

        static Asked after(@Nullable Asked earlier, long now) {
            return new Asked(new CompletableFuture<>(), now, earlier == null ? null : earlier.known());
        }

        boolean isOld(long now) {
            return answer.isDone()
                    && now - sinceNanos > answer.getNow(NOT_YET).ttl().toNanos();
        }

        private @Nullable Known known() {
            Found told = answer.getNow(NOT_YET);
            return told.servers().isEmpty() ? before : new Known(told, sinceNanos);
        }

        Optional<Found> soFar(long now) {
            return Optional.ofNullable(known())
                    .filter(it -> now - it.sinceNanos() - it.found().ttl().toNanos() <= KEPT_FOR_NANOS)
                    .map(Known::found);
        }
    }

    private final Lookup lookup;
    private final Ticker ticker;
    /** Look-ups under way, by who has them done. */
    private final Map<String, Integer> open = new HashMap<>();

    /** What waits for its turn, by who wants it, all of whom have look-ups under way; first come, first served. */
    private final Map<String, SequencedMap<Wanted, CompletableFuture<Found>>> waiting = new HashMap<>();

    private final Map<Wanted, Asked> asked = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Wanted, Asked> eldest) {
            return size() > REMEMBERED;
        }
    };

    Names(Lookup lookup) {
        this(lookup, System::nanoTime);
    }

    Names(Lookup lookup, Ticker ticker) {
        this.lookup = lookup;
        this.ticker = ticker;
    }

    /** The first place, for who has a moment; empty when there is none, or none so far. */
    Optional<Place> placeOf(Wanted wanted) {
        return ask(wanted, CALLS)
                .flatMap(this::waited)
                .flatMap(found -> places(found).stream().findFirst());
    }

    /**
     * All places in the order of one attempt, for who can wait without a thread: as long as the look-up takes, and
     * those before it that are done for the same.
     *
     * @param who has it done; one who has names that nobody answers for holds up nobody else
     * @return fails when as many wait for them as may, or as many are open for all
     */
    CompletableFuture<List<Place>> sought(Wanted wanted, String who) {
        return found(wanted, who).thenApply(Names::places);
    }

    private synchronized CompletableFuture<Found> found(Wanted wanted, String who) {
        long now = ticker.nanos();
        return ask(wanted, who)
                .filter(it -> !it.isOld(now) || it.soFar(now).isPresent())
                .map(this::told)
                .or(() -> queued(wanted, who))
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new RejectedExecutionException("too many names are looked up for " + who)));
    }

    /** Behind what is under way for the same, which hands its place on: nobody else has one the less. */
    private Optional<CompletableFuture<Found>> queued(Wanted wanted, String who) {
        if (open.getOrDefault(who, 0) < AT_ONCE_EACH) {
            return Optional.empty();
        }
        SequencedMap<Wanted, CompletableFuture<Found>> mine =
                waiting.computeIfAbsent(who, any -> new LinkedHashMap<>());
        if (mine.size() >= WAITING_EACH && !mine.containsKey(wanted)) {
            return Optional.empty();
        }
        return Optional.of(
                mine.computeIfAbsent(wanted, any -> new CompletableFuture<>()).copy());
    }

    private static List<Place> places(Found found) {
        return found.places(ThreadLocalRandom.current()::nextInt);
    }

    private CompletableFuture<Found> told(Asked asked) {
        return asked.soFar(ticker.nanos())
                .map(CompletableFuture::completedFuture)
                .orElseGet(asked.answer::copy);
    }

    /** An address in letters; empty for a name. */
    static Optional<String> literal(String host) {
        try {
            boolean bracketed = host.startsWith("[") && host.endsWith("]");
            String literal = bracketed ? host.substring(1, host.length() - 1) : host;
            return Optional.of(InetAddress.ofLiteral(literal).getHostAddress());
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }

    private synchronized Optional<Asked> ask(Wanted name, String who) {
        return isFree(who) ? Optional.of(begun(name, who)) : Optional.ofNullable(asked.get(name));
    }

    /** What is known or being asked already, or else a look-up of its own. */
    private Asked begun(Wanted name, String who) {
        Asked earlier = asked.get(name);
        long now = ticker.nanos();
        if (earlier != null && !earlier.isOld(now)) {
            return earlier;
        }
        open.merge(who, 1, Integer::sum);
        Asked next = Asked.after(earlier, now);
        asked.remove(name);
        asked.put(name, next);
        Thread.ofVirtual().name("sip-names").start(() -> lookUp(name, who, next));
        return next;
    }

    private boolean isFree(String who) {
        int mine = open.getOrDefault(who, 0);
        return who.equals(CALLS)
                ? mine < AT_ONCE
                : mine < AT_ONCE_EACH
                        && open.values().stream().mapToInt(Integer::intValue).sum() < AT_ONCE_ALL;
    }

    private record Turn(Asked asked, CompletableFuture<Found> waiter) {}

    /** @return whose turn it is now: one look-up in place of the one that is done, and those that need none any more */
    private synchronized List<Turn> done(String who) {
        open.computeIfPresent(who, (any, count) -> count > 1 ? count - 1 : null);
        SequencedMap<Wanted, CompletableFuture<Found>> mine = waiting.getOrDefault(who, new LinkedHashMap<>());
        List<Turn> turns = new ArrayList<>();
        while (!mine.isEmpty() && open.getOrDefault(who, 0) < AT_ONCE_EACH) {
            var next = mine.pollFirstEntry();
            turns.add(new Turn(begun(next.getKey(), who), next.getValue()));
        }
        if (mine.isEmpty()) {
            waiting.remove(who);
        }
        return turns;
    }

    private void lookUp(Wanted wanted, String who, Asked asking) {
        Found found = Found.nothing(Duration.ZERO);
        try {
            found = lookup.of(wanted);
            if (found.servers().isEmpty()) {
                LOG.debug("nobody has the name {}", wanted.host());
            }
        } finally {
            List<Turn> turns = done(who);
            asking.answer.complete(found);
            turns.forEach(turn -> told(turn.asked).thenAccept(turn.waiter::complete));
        }
    }

    /** Each question is waited for once: who asks again takes what is there. */
    private Optional<Found> waited(Asked asked) {
        Optional<Found> known = asked.soFar(ticker.nanos());
        if (known.isPresent()) {
            return known;
        }
        long left = PATIENCE_NANOS - (ticker.nanos() - asked.sinceNanos);
        try {
            return Optional.of(asked.answer.get(Math.max(0, left), TimeUnit.NANOSECONDS));
        } catch (TimeoutException slow) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a look-up ended without an answer", impossible);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
