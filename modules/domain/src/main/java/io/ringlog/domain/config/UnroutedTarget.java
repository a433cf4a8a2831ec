package io.ringlog.domain.config;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where an account above sends numbers without a target: what needs no row of that account.
 *
 * @param accountId the account that says so
 * @param number the number outside, with its plus and country; null for a hang-up
 * @param cidRule whom that number is shown; null for a hang-up
 * @param confirm when whoever answers there has to press a key; null for a hang-up
 * @param xform variables set on this hop
 */
public record UnroutedTarget(
        String accountId,
        @Nullable String number,
        @Nullable CidRule cidRule,
        Forward.@Nullable Confirm confirm,
        Map<String, String> xform) {

    public UnroutedTarget {
        xform = new TreeMap<>(xform);
    }

    /** The number outside as the account below dials it; empty for a hang-up. */
    public Optional<Forward> forward() {
        return Optional.ofNullable(number)
                .map(it -> new Forward(
                        "", accountId, "", it, Objects.requireNonNull(cidRule), Objects.requireNonNull(confirm)));
    }

    /** The target as a hop: a forward without a row of the account's own, or a hang-up. */
    public RouteTarget route() {
        return new RouteTarget(number == null ? DestKind.HANGUP : DestKind.FORWARD, null, xform);
    }
}
