package io.ringlog.domain.state;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The channels that an account holds of others' ceilings and has lent of its own. */
public final class ChannelBook {

    private final SortedMap<String, Quota> quotas = new TreeMap<>();
    private final SortedMap<String, Grantee> grantees = new TreeMap<>();
    private final SortedSet<String> wishing = new TreeSet<>();
    private final SortedSet<String> unheard = new TreeSet<>();
    private final SortedSet<String> atEase = new TreeSet<>();
    private final SortedSet<String> inScarcity = new TreeSet<>();
    private @Nullable ChannelWait wait;
    private int lent;

    public Optional<Quota> quota(String of) {
        return Optional.ofNullable(quotas.get(of));
    }

    /** In the order of the accounts whose ceilings they are of. */
    public List<Quota> quotas() {
        return List.copyOf(quotas.values());
    }

    public Optional<Grantee> grantee(String to) {
        return Optional.ofNullable(grantees.get(to));
    }

    /** Whether nothing was ever held or lent. */
    public boolean isEmpty() {
        return quotas.isEmpty() && grantees.isEmpty();
    }

    /** Who would like to have more, in the order of their ids. */
    public List<Grantee> wishing() {
        return all(wishing);
    }

    /** Who may not have heard of all that was lent, in the order of their ids. */
    public List<Grantee> unheard() {
        return all(unheard);
    }

    /** Who was last told that there are too few, or has some and was not, in the order of their ids. */
    public List<Grantee> told(boolean scarce) {
        return all(scarce ? inScarcity : atEase);
    }

    private List<Grantee> all(Collection<String> ids) {
        return ids.stream().map(grantees::get).toList();
    }

    /** Channels that may be in use below, all together. */
    public int lent() {
        return lent;
    }

    public Optional<ChannelWait> waiting() {
        return Optional.ofNullable(wait);
    }

    void put(ChannelGranule granule) {
        switch (granule) {
            case Quota it -> quotas.put(it.of(), it);
            case Grantee it -> put(it);
            case ChannelWait it -> wait = it;
        }
    }

    void remove(ChannelGranule granule) {
        switch (granule) {
            case Quota it -> quotas.remove(it.of());
            case Grantee it -> forget(it.to());
            case ChannelWait it -> wait = null;
        }
    }

    private void put(Grantee grantee) {
        forget(grantee.to());
        grantees.put(grantee.to(), grantee);
        lent += grantee.outstanding();
        if (grantee.wish() > 0) {
            wishing.add(grantee.to());
        }
        if (!grantee.hasHeard()) {
            unheard.add(grantee.to());
        }
        if (grantee.scarce()) {
            inScarcity.add(grantee.to());
        } else if (grantee.outstanding() > 0) {
            atEase.add(grantee.to());
        }
    }

    private void forget(String to) {
        Grantee before = grantees.remove(to);
        lent -= before == null ? 0 : before.outstanding();
        List.of(wishing, unheard, atEase, inScarcity).forEach(ids -> ids.remove(to));
    }

    /** The accounts that were lent some, in the order of their ids. */
    public Collection<Grantee> grantees() {
        return Collections.unmodifiableCollection(grantees.values());
    }
}
