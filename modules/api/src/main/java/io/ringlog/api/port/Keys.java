package io.ringlog.api.port;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The keys that open this interface. */
public interface Keys {

    /**
     * A key without its secret.
     *
     * @param platform opens every account
     * @param createdAt epoch seconds
     * @param revokedAt epoch seconds; null while it works
     */
    record Key(
            String id,
            String accountId,
            String name,
            SortedSet<String> scopes,
            boolean platform,
            long createdAt,
            @Nullable Long revokedAt) {}

    /** A new key; the secret is shown this once. */
    record NewKey(Key key, String secret) {}

    /** The working key behind a secret. */
    Optional<Key> find(String secret);

    /** @param actor who wants it */
    NewKey create(String account, String name, SortedSet<String> scopes, String actor);

    List<Key> list(String account);

    /** False when the account has no such working key. */
    boolean revoke(String account, String id, String actor);
}
