package io.ringlog.domain.state;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one live call holds: {@code account.in}, {@code user:us_…}, {@code did:did_…}, {@code trunk:tr_…}.
 * It exists from admission to the end of the call; the open leases are the calls in progress.
 */
public record Lease(String account, String callId, SortedSet<String> scopes) implements Granule {

    public Lease {
        scopes = new TreeSet<>(scopes);
    }

    public Lease with(String scope) {
        SortedSet<String> more = new TreeSet<>(scopes);
        more.add(scope);
        return new Lease(account, callId, more);
    }

    public Lease without(String scope) {
        SortedSet<String> fewer = new TreeSet<>(scopes);
        fewer.remove(scope);
        return new Lease(account, callId, fewer);
    }

    /** What a scope is of: a leg that holds it for itself stands behind it, {@code trunk:tr_…/b1}. */
    static String of(String scope) {
        int leg = scope.indexOf('/');
        return leg < 0 ? scope : scope.substring(0, leg);
    }

    /** Who holds a scope: the call, or one leg of it. */
    String holder(String scope) {
        int leg = scope.indexOf('/');
        return leg < 0 ? callId : callId + scope.substring(leg);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "lease", callId);
    }
}
