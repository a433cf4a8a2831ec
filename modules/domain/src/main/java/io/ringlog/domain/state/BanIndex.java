package io.ringlog.domain.state;

import io.ringlog.domain.config.SecurityRule;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Bans and those who may come to one, by network, with the rule they are judged by. */
public final class BanIndex {

    private final SortedMap<String, Ban> bans = new TreeMap<>();
    private final SortedMap<String, Offender> offenders = new TreeMap<>();
    private SecurityRule rule = SecurityRule.standard();

    /** What is borne. */
    public SecurityRule rule() {
        return rule;
    }

    public Optional<Ban> ban(String network) {
        return Optional.ofNullable(bans.get(network));
    }

    /** In network order. */
    public Collection<Ban> bans() {
        return Collections.unmodifiableCollection(bans.values());
    }

    public Optional<Offender> offender(String network) {
        return Optional.ofNullable(offenders.get(network));
    }

    /** In network order. */
    public Collection<Offender> offenders() {
        return Collections.unmodifiableCollection(offenders.values());
    }

    void put(Ban ban) {
        bans.put(ban.network(), ban);
    }

    void put(Offender offender) {
        offenders.put(offender.network(), offender);
    }

    void put(SecurityRule given) {
        rule = given;
    }

    void remove(Ban ban) {
        bans.remove(ban.network());
    }

    void remove(Offender offender) {
        offenders.remove(offender.network());
    }
}
