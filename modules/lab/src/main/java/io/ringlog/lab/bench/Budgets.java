package io.ringlog.lab.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the figures should be (docs/performance.md), and by how much each one meets or misses that. */
final class Budgets {

    private static final List<Budget> ALL = List.of(
            new Budget("proxyCall", "ratio", Bound.AT_MOST, 8),
            new Budget("proxyCall", "failed", Bound.AT_MOST, 0),
            new Budget("proxyCall", "callsPerSec", Bound.AT_LEAST, 800),
            new Budget("decision", "p50Ms", Bound.AT_MOST, 2),
            new Budget("decision", "p99Ms", Bound.AT_MOST, 10),
            new Budget("register", "ratio", Bound.AT_MOST, 30),
            new Budget("topology", "recordsPerSec", Bound.AT_LEAST, 15_000),
            new Budget("log", "recordsPerCall", Bound.AT_MOST, 24),
            new Budget("log", "requestsPerCall", Bound.AT_MOST, 8),
            new Budget("log", "bytesPerCall", Bound.AT_MOST, 12_000),
            new Budget("growth", "calls100To10000", Bound.AT_MOST, 1.2),
            new Budget("growth", "devices100To20000", Bound.AT_MOST, 1.2),
            new Budget("replay", "recordsPerSecPerCore", Bound.AT_LEAST, 100_000),
            new Budget("brain", "recordsPerSecPerCore", Bound.AT_LEAST, 50_000),
            new Budget("relay", "ratioToC", Bound.AT_MOST, 1.15),
            new Budget("relay", "ratioToRtpengine", Bound.AT_MOST, 0.5),
            new Budget("conference", "legsPerCore", Bound.AT_LEAST, 500),
            new Budget("startup", "readyMs", Bound.AT_MOST, 5_000),
            new Budget("startup", "rssMiB", Bound.AT_MOST, 1_024));

    private Budgets() {}

    private enum Bound {
        AT_MOST,
        AT_LEAST
    }

    private record Budget(String section, String key, Bound bound, double limit) {

        String verdict(Object figure) {
            if (!(figure instanceof Double is)) {
                return "not measured";
            }
            if (bound == Bound.AT_MOST ? is <= limit : is >= limit) {
                return "met";
            }
            double overshoot = bound == Bound.AT_MOST ? is / limit : limit / is;
            return limit == 0
                    ? "MISSED by " + (long) (double) is
                    : String.format(Locale.ROOT, "MISSED by a factor of %.2f", overshoot);
        }

        String line(Object figure) {
            return String.format(
                    Locale.ROOT,
                    "  %-30s %14s   %-8s %,10.2f   %s%n",
                    section + " " + key,
                    figure instanceof Double is ? String.format(Locale.ROOT, "%,.2f", is) : "",
                    bound == Bound.AT_MOST ? "at most" : "at least",
                    limit,
                    verdict(figure));
        }
    }

    /** One line for each budget. */
    static String verdicts(Map<String, Map<String, Object>> figures) {
        StringBuilder lines = new StringBuilder();
        for (Budget budget : ALL) {
            lines.append(
                    budget.line(figures.getOrDefault(budget.section, Map.of()).getOrDefault(budget.key, "")));
        }
        return lines.toString();
    }
}
