package io.ringlog.app.rest;

import io.ringlog.api.port.Keys;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.config.secret.ApiKeys.ApiKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The keys of the REST interface, over the store. */
public final class StoredKeys implements Keys {

    private final ApiKeys keys;

    public StoredKeys(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Optional<Key> find(String secret) {
        return keys.find(secret).map(StoredKeys::key);
    }

    @Override
    public NewKey create(String account, String name, SortedSet<String> scopes, String actor) {
        ApiKeys.Created created = keys.create(account, name, scopes, actor);
        return new NewKey(key(created.key()), created.secret());
    }

    @Override
    public List<Key> list(String account) {
        return keys.list(account).stream().map(StoredKeys::key).toList();
    }

    @Override
    public boolean revoke(String account, String id, String actor) {
        return keys.revoke(account, id, actor);
    }

    private static Key key(ApiKey it) {
        return new Key(
                it.id(), it.accountId(), it.name(), it.scopes(), it.isPlatform(), it.createdAt(), it.revokedAt());
    }
}
