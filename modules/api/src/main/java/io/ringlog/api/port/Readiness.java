package io.ringlog.api.port;

import java.util.List;
import java.util.Optional;

/** What runs in this process, and how it is; asked without a key, so nothing of a tenant may be in it. */
public interface Readiness {

    /** Every part of the process, in the order in which they start. */
    List<PartState> parts();

    /**
     * One part.
     *
     * @param trouble why it does not do its work now, as {@code is starting}; empty when it does
     */
    record PartState(String name, Optional<String> trouble) {}
}
