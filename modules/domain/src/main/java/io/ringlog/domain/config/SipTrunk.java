package io.ringlog.domain.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A carrier, gateway or customer PBX.
 *
 * @param inboundIps addresses whose calls are accepted without a challenge when {@code inboundAuth} is IP
 */
public record SipTrunk(
        String id,
        String accountId,
        String name,
        @Unsaid("generic") String provider,
        @Unsaid("carrier") Role role,
        @Unsaid("both") Direction direction,
        @Nullable String proxy,
        @Unsaid("udp") SipDevice.Transport transport,
        @Unsaid("ip") InboundAuth inboundAuth,
        List<String> inboundIps,
        @Nullable Integer maxChannels,
        @Nullable String cidNumber,
        @Unsaid("active") RowStatus status)
        implements ConfigRow {

    /** What stands at the other end. */
    public enum Role {
        CARRIER,
        PBX
    }

    /** Which way calls may go. */
    public enum Direction {
        INBOUND,
        OUTBOUND,
        BOTH
    }

    /** How a call from the trunk is recognised. */
    public enum InboundAuth {
        IP,
        NONE
    }

    public SipTrunk {
        inboundIps = List.copyOf(inboundIps);
    }
}
