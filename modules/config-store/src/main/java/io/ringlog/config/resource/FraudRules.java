package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.FraudRule;
import io.ringlog.domain.config.FraudRule.Watch;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** When calls to numbers outside look suspicious. */
final class FraudRules extends Resource<FraudRule> {

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final int LONGEST_SEC = 31 * 24 * 3600;
    private static final int SHORTEST_SEC = 10;
    private static final int MOST = 10_000;

    /** Every number is kept by its name. */
    private static final int MOST_NUMBERS = 1_000;

    private static final int LONGEST_SHORT_SEC = 3600;

    FraudRules() {
        super("fraud_rule", "fraud_rule", "frd", FraudRule.class, Set.of());
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    @Override
    public void check(FraudRule row, Problems p) {
        Shapes.name(row.name(), "name", p);
        Shapes.range(row.periodSec(), SHORTEST_SEC, LONGEST_SEC, "period_sec", p);
        Shapes.range(row.blockSec(), 1, LONGEST_SEC, "block_sec", p);
        Shapes.range(row.shortSec(), 1, LONGEST_SHORT_SEC, "short_sec", p);
        int most = row.watch() == Watch.DESTINATIONS ? MOST_NUMBERS : MOST;
        Shapes.range(row.warnAt(), 1, most, "warn_at", p);
        Shapes.range(row.blockAt(), 1, most, "block_at", p);
        p.require(
                row.warnAt() != null || row.blockAt() != null,
                "warn_at",
                "config.required",
                "is required, or block_at: the rule says nothing otherwise");
        Shapes.ordinary(row.classes(), "classes", p);
        time(row.nightFrom(), "night_from", p);
        time(row.nightUntil(), "night_until", p);
    }

    private static void time(String given, String field, Problems p) {
        p.require(TIME.matcher(given).matches(), field, "config.bad-time", "must be HH:MM");
    }
}
