package io.ringlog.api.port;

import java.util.Optional;

/** Knows which failures come from outside the process, so that whoever asked learns the reason and can come back. */
@FunctionalInterface
public interface Troubles {

    /** What to answer in place of a broken process; empty when the failure is a fault of our own. */
    Optional<Refused> told(Exception broken);
}
