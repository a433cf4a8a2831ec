package io.ringlog.app.cli;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.domain.config.Account;
import java.util.List;

/** The account somebody means by its name or its id. */
final class NamedAccount {
    private NamedAccount() {}

    /** The id; refused when there is none, or several have the name. */
    static String id(String account, RinglogConfig config) {
        try (var store = ReadOnlyStore.existing(config)) {
            List<Account> meant = store.store().accounts(null, null, Integer.MAX_VALUE - 1).rows().stream()
                    .map(row -> row.row())
                    .filter(it -> it.id().equals(account) || it.name().equals(account))
                    .toList();
            if (meant.size() > 1) {
                throw new SettingsRefused("there are several accounts " + account + "; give the id of one: "
                        + String.join(", ", meant.stream().map(Account::id).toList()));
            }
            return meant.stream()
                    .findFirst()
                    .orElseThrow(() -> new SettingsRefused("there is no account " + account))
                    .id();
        }
    }
}
