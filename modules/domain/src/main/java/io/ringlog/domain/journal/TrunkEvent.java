package io.ringlog.domain.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of trunks, beside the calls that go by them. */
public sealed interface TrunkEvent extends Event {

    String trunkId();

    /** It answers OPTIONS, for the first time or again; {@code edge} is who asks. */
    record TrunkUp(String trunkId, String edge, int status) implements TrunkEvent {}

    /**
     * It has not answered OPTIONS several times in a row: calls go by others as long as there are any.
     *
     * @param status of the last answer; 408 when there was none
     */
    record TrunkDown(String trunkId, String edge, int status, int failures) implements TrunkEvent {}

    /** It is asked no more, or in another place: what was known of it is forgotten. */
    record TrunkUnwatched(String trunkId) implements TrunkEvent {}

    /**
     * We are registered at it.
     *
     * @param edge the one edge that holds the registration
     * @param contact where calls over it come in, a URI without its user part, which is a key
     * @param code why calls to it do not pass the proxies that it names (RFC 3608); null where they do, or there are
     *     none
     */
    record TrunkRegistered(
            String trunkId,
            String edge,
            String aor,
            String contact,
            Instant expiresAt,
            @Nullable String code) implements TrunkEvent {}

    /**
     * We could not register.
     *
     * @param edge null when none lives that could
     * @param status the last answer; 408 when there was none, 0 when nobody asked
     * @param retryAt when it is tried again; null when an edge has to start first
     * @param contact where calls over what was registered before still come in; null for nowhere
     * @param expiresAt until when they do
     */
    record TrunkRegistrationFailed(
            String trunkId,
            @Nullable String edge,
            int status,
            String code,
            @Nullable Instant retryAt,
            @Nullable String contact,
            @Nullable Instant expiresAt)
            implements TrunkEvent {}

    /** We are registered no more, as the configuration asks. */
    record TrunkUnregistered(String trunkId) implements TrunkEvent {}
}
