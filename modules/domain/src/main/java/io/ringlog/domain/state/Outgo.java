package io.ringlog.domain.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a fraud rule has seen go out within its period, oldest first, and what came of it.
 *
 * @param since before then nothing counts: somebody let calls go again; null for no such moment
 * @param warnedUntil before then nothing more is told; null for never told
 * @param blockedUntil before then calls are stopped; null for not
 */
public record Outgo(
        String account,
        String ruleId,
        List<Spent> spent,
        @Nullable Instant since,
        @Nullable Instant warnedUntil,
        @Nullable Instant blockedUntil)
        implements Granule {

    /** What lies within a six-hundredth of the period is one entry. */
    private static final int GRAINS = 600;

    /** @param what the number, where numbers are told apart; else empty */
    public record Spent(Instant at, String what, long amount) {}

    public Outgo {
        spent = List.copyOf(spent);
    }

    public static Outgo none(String account, String ruleId) {
        return new Outgo(account, ruleId, List.of(), null, null, null);
    }

    /** The same without what went out before. */
    public Outgo anew(Instant at) {
        return new Outgo(account, ruleId, List.of(), at, null, null);
    }

    /** From when on what goes out counts. */
    public Instant edge(Instant at, Duration period) {
        Instant edge = at.minus(period);
        return since != null && since.isAfter(edge) ? since : edge;
    }

    public Outgo slid(Instant at, Duration period) {
        Instant edge = at.minus(period);
        return with(spent.stream().filter(it -> it.at().isAfter(edge)).toList());
    }

    /** The same with so much more. */
    public Outgo plus(Instant at, Duration period, long amount) {
        if (!spent.isEmpty()) {
            Spent last = spent.getLast();
            if (last.at().plus(period.dividedBy(GRAINS)).isAfter(at)) {
                return with(Stream.concat(
                                spent.stream().limit(spent.size() - 1L),
                                Stream.of(new Spent(last.at(), "", last.amount() + amount)))
                        .toList());
            }
        }
        return with(Stream.concat(spent.stream(), Stream.of(new Spent(at, "", amount)))
                .toList());
    }

    /** The same with this number, which counts once. */
    public Outgo naming(Instant at, String number) {
        return with(Stream.concat(
                        spent.stream().filter(it -> !it.what().equals(number)), Stream.of(new Spent(at, number, 1)))
                .toList());
    }

    public boolean names(String number) {
        return spent.stream().anyMatch(it -> it.what().equals(number));
    }

    public long sum() {
        return spent.stream().mapToLong(Spent::amount).sum();
    }

    private Outgo with(List<Spent> next) {
        return new Outgo(account, ruleId, next, since, warnedUntil, blockedUntil);
    }

    public Outgo warned(Instant until) {
        return new Outgo(account, ruleId, spent, since, until, blockedUntil);
    }

    public Outgo blocked(@Nullable Instant until) {
        return new Outgo(account, ruleId, spent, since, warnedUntil, until);
    }

    public boolean isBlocked(Instant now) {
        return blockedUntil != null && now.isBefore(blockedUntil);
    }

    public boolean isWarned(Instant now) {
        return warnedUntil != null && now.isBefore(warnedUntil);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "outgo", ruleId);
    }
}
