package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.FeatureCode;
import java.util.List;
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
    public void check(FeatureCode row, Problems p) {
        p.require(
                row.code().matches("[0-9*#]{0,8}"),
                "code",
                "config.bad-digits",
                "must be at most 8 of 0-9, * and #; empty switches the feature off");
    }
}
