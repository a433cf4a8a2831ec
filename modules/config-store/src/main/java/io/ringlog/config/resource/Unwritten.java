package io.ringlog.config.resource;

import java.util.HashSet;
import java.util.Set;

/** The rows of a transaction that have errors of their own: for those who refer to them they count as there. */
public final class Unwritten {

    private record Kind(String resource, String accountId) {}

    private final Set<String> ids = new HashSet<>();
    private final Set<Kind> kinds = new HashSet<>();

    public void add(Resource<?> resource, String accountId, String id) {
        ids.add(id);
        kinds.add(new Kind(resource.name(), accountId));
    }

    /** An id in the place of a name nobody has, which is told where it stands. */
    public void add(String id) {
        ids.add(id);
    }

    boolean has(String id) {
        return ids.contains(id);
    }

    /** Whether any row of this kind is among them: what it would have been called may be what cannot be read. */
    boolean hasAny(String resource, String accountId) {
        return kinds.contains(new Kind(resource, accountId));
    }
}
