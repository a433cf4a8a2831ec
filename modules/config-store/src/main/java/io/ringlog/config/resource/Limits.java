package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.CallLimit;
import io.ringlog.domain.config.CallLimit.ScopeKind;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Sliding windows over calls. */
final class Limits extends Resource<CallLimit> {

    private static final Pattern NUMBERS = Pattern.compile("[0-9]{0,15}\\*?");
    private static final int LONGEST_SEC = 31 * 24 * 3600;

    Limits() {
        super("limit", "call_limit", "lim", CallLimit.class, Set.of());
    }

    @Override
    public List<String> naturalKey() {
        return List.of("scopeKind", "scopeId", "pattern", "direction", "periodSec");
    }

    @Override
    public String label(CallLimit row) {
        return row.maxCount() + " calls in " + row.periodSec() + " s";
    }

    @Override
    protected List<Link> ownLinks() {
        return List.of(
                Link.by("scopeId", "scopeKind", ScopeKind.USER, "user", Link.Sense.NONE),
                Link.by("scopeId", "scopeKind", ScopeKind.DID, "did", Link.Sense.NONE));
    }

    @Override
    public void check(CallLimit row, Problems p) {
        Shapes.range(row.periodSec(), 1, LONGEST_SEC, "period_sec", p);
        Shapes.range(row.maxCount(), 0, CallLimit.MOST_CALLS, "max_count", p);
        boolean needsId = row.scopeKind() == ScopeKind.USER || row.scopeKind() == ScopeKind.DID;
        p.require(
                needsId == (row.scopeId() != null),
                "scope_id",
                needsId ? "config.required" : "config.superfluous",
                needsId ? "is required with this scope_kind" : "has no meaning with this scope_kind");
        if (row.pattern() != null) {
            p.require(
                    row.scopeKind() == ScopeKind.NUMBER,
                    "pattern",
                    "config.superfluous",
                    "is for scope_kind number only");
            p.require(
                    NUMBERS.matcher(row.pattern()).matches(),
                    "pattern",
                    "config.bad-pattern",
                    "must be digits of an E.164 number, with * at the end for a prefix");
        }
    }
}
