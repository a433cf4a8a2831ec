package io.ringlog.domain.state;

import io.ringlog.domain.journal.CallEvent.Direction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a call from its first record to its last.
 *
 * @param from number or username shown to the called party
 * @param to what was dialled
 * @param userId the authenticated caller, or null
 * @param didId the number called, or null
 * @param parentCallId the call on whose behalf this one was started, or for whose party somebody was consulted in it
 * @param numberHere the number that was called, where it is one of another account of the platform; null elsewhere
 * @param hops how many accounts the call has left before it came here; null for none
 * @param pbxId the trunk of the customer's PBX that calls; null for anybody else
 */
public record CallHead(
        String account,
        String callId,
        Direction direction,
        String from,
        @Nullable String fromName,
        String to,
        @Nullable String userId,
        @Nullable String didId,
        String edge,
        long edgeEpoch,
        String correlationId,
        Instant startedAt,
        @Nullable String parentCallId,
        @Nullable String numberHere,
        @Nullable Integer hops,
        @Nullable String pbxId) {

    /** The same call of a customer's PBX, which shows a number that it may show. */
    public CallHead by(String trunkId, String number, @Nullable String name) {
        return new CallHead(
                account,
                callId,
                direction,
                number,
                name,
                to,
                userId,
                didId,
                edge,
                edgeEpoch,
                correlationId,
                startedAt,
                parentCallId,
                numberHere,
                hops,
                trunkId);
    }

    CallHead on(String parent) {
        return new CallHead(
                account,
                callId,
                direction,
                from,
                fromName,
                to,
                userId,
                didId,
                edge,
                edgeEpoch,
                correlationId,
                startedAt,
                parent,
                numberHere,
                hops,
                pbxId);
    }

    /** The same call as one that leaves the account to a number outside; its caller was counted when it came. */
    public CallHead leaving(String number) {
        return new CallHead(
                account,
                callId,
                Direction.OUTBOUND,
                from,
                fromName,
                number,
                null,
                null,
                edge,
                edgeEpoch,
                correlationId,
                startedAt,
                parentCallId,
                numberHere,
                hops,
                pbxId);
    }
}
