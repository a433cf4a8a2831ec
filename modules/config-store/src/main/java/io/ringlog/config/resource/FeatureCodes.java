package io.ringlog.config.resource;

import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.FeatureCode;
import io.ringlog.domain.config.FeatureCode.Argument;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What phones dial for features in place of the usual codes. */
final class FeatureCodes extends Resource<FeatureCode> {

    FeatureCodes() {
        super("feature_code", "feature_code", "fc", FeatureCode.class, Set.of());
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("feature"));
    }

    @Override
    public Optional<String> dialled(FeatureCode row) {
        return Optional.of(row.code()).filter(code -> !code.isEmpty());
    }

    @Override
    public void check(FeatureCode row, Problems p) {
        p.require(
                row.code().matches("[0-9*#]{0,8}"),
                "code",
                "config.bad-digits",
                "must be at most 8 of 0-9, * and #; empty switches the feature off");
        p.require(
                row.feature().argument() == Argument.NONE || row.code().matches("([*#].*)?"),
                "code",
                "config.bad-digits",
                "must begin with * or #: whatever is dialled after it belongs to it");
    }

    @Override
    public void relate(FeatureCode row, Unwritten come, Sql sql, Problems p) {
        long twins = sql.number(
                "SELECT count(*) AS n FROM feature_code WHERE account_id = ? AND code = ? AND code <> '' AND id <> ?",
                row.accountId(),
                row.code(),
                row.id());
        p.require(twins == 0, "code", "config.taken", "is the code of another feature");
    }
}
