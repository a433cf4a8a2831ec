package io.ringlog.domain.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A carrier, gateway or customer PBX.
 *
 * @param inboundIps addresses whose calls are accepted without a challenge when {@code inboundAuth} is IP
 * @param proxy where calls to the trunk are sent: host, optionally with a port
 * @param maxChannels calls at once, both ways together
 * @param cidNumber shown to the called where the caller has no number of its own
 * @param authUsername who we are when the trunk challenges us; null when it never does
 * @param authSecret the password, sealed for this row
 * @param realm the one realm whose challenges are answered; null answers any
 * @param fromUser user part of From where the trunk wants its account there; the caller is then told in
 *     P-Asserted-Identity alone
 * @param fromDomain domain of From and P-Asserted-Identity; null for the host of {@code proxy}
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
        @Unsaid("active") RowStatus status,
        @Nullable String authUsername,
        @Nullable String authSecret,
        @Nullable String realm,
        @Nullable String fromUser,
        @Nullable String fromDomain,
        @Unsaid("plus") CidFormat cidFormat)
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

    /** How the trunk wants to see numbers that are shown. */
    public enum CidFormat {
        /** {@code +493012345} */
        PLUS,
        /** {@code 493012345} */
        DIGITS
    }

    public SipTrunk {
        inboundIps = List.copyOf(inboundIps);
    }

    /** The same trunk as another account has it. */
    public SipTrunk movedTo(String otherAccountId) {
        return new SipTrunk(
                id,
                otherAccountId,
                name,
                provider,
                role,
                direction,
                proxy,
                transport,
                inboundAuth,
                inboundIps,
                maxChannels,
                cidNumber,
                status,
                authUsername,
                authSecret,
                realm,
                fromUser,
                fromDomain,
                cidFormat);
    }
}
