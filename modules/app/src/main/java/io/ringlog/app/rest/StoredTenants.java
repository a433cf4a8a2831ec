package io.ringlog.app.rest;

import io.ringlog.api.port.Tenants;
import io.ringlog.config.ConfigStore;

/** The tree of accounts, over the store. */
public final class StoredTenants implements Tenants {

    private final ConfigStore store;

    public StoredTenants(ConfigStore store) {
        this.store = store;
    }

    @Override
    public boolean isWithin(String account, String root) {
        return store.isWithin(account, root);
    }
}
