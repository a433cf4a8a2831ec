package io.ringlog.domain.config;

import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.number.Numbering;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;
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
 *     P-Asserted-Identity alone; also as whom we register
 * @param fromDomain domain of From and P-Asserted-Identity; null for the host of {@code proxy}
 * @param doRegister whether we register at {@code proxy}, so that calls come in
 * @param expireSec the life that our registration asks for
 * @param optionsIntervalSec how often it is asked whether it is there; null never asks
 * @param optionsDownAfter answers in a row that are missing until it is down
 * @param optionsUpAfter answers in a row until it is up again
 * @param diversion how it is told on whose behalf a call is sent on
 * @param codecs what it may be offered and what is kept of its offers, the preferred first, by the names of SDP in
 *     lower case; empty for all
 * @param headersRemoved headers of the caller's INVITE that it is not sent
 * @param headersAdded headers that it is sent beside ours, as {@code Name: value}
 * @param inboundUsername who it says it is, where {@code inboundAuth} is DIGEST
 * @param inboundRealm the domain of the account that its credentials are for
 * @param inboundHa1 the sealed MD5 of user, realm and password
 * @param inboundHa1Sha256 the same by SHA-256
 * @param allowedClasses what a PBX may dial of the account's classes; empty for all of them
 * @param mediaEncryption whether its media is encrypted
 * @param callsInside whether a PBX may call extensions and users beside numbers
 * @param inboundFormat how it writes the numbers of the calls that it brings
 * @param country ISO 3166 code of the plan it writes numbers by; null for the account's
 * @param inboundHeadersRemoved headers of its INVITEs that nobody is passed
 * @param inboundHeadersAdded headers that the phones of the account are sent beside, as {@code Name: value}
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
        @Unsaid("plus") CidFormat cidFormat,
        @Unsaid("false") boolean doRegister,
        @Unsaid("3600") int expireSec,
        @Nullable Integer optionsIntervalSec,
        @Unsaid("3") int optionsDownAfter,
        @Unsaid("2") int optionsUpAfter,
        @Unsaid("both") Diversion diversion,
        @Nullable RecordingRule recording,
        List<String> codecs,
        List<String> headersRemoved,
        List<String> headersAdded,
        @Nullable String inboundUsername,
        @Nullable String inboundRealm,
        @Nullable String inboundHa1,
        @Nullable String inboundHa1Sha256,
        List<NumberClass> allowedClasses,
        @Unsaid("true") boolean callsInside,
        @Unsaid("optional") MediaEncryption mediaEncryption,
        @Unsaid("e164") InboundFormat inboundFormat,
        @Nullable String country,
        List<String> inboundHeadersRemoved,
        List<String> inboundHeadersAdded)
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
        /** By its answer to a challenge; it may register. */
        DIGEST,
        NONE
    }

    /** How a trunk is told on whose behalf a call is sent on. */
    public enum Diversion {
        /** In Diversion (RFC 5806). */
        DIVERSION,
        /** In History-Info (RFC 7044). */
        HISTORY_INFO,
        BOTH,
        NONE
    }

    /** How the trunk wants to see numbers that are shown. */
    public enum CidFormat {
        /** {@code +493012345} */
        PLUS,
        /** {@code 493012345} */
        DIGITS,
        /** {@code 03012345}, and numbers of other countries with the plus */
        NATIONAL
    }

    /** How the trunk writes numbers that it brings. */
    public enum InboundFormat {
        /** {@code +493012345} or {@code 493012345} */
        E164,
        /** {@code 03012345}, and abroad {@code 0033…} or {@code +33…} */
        NATIONAL,
        /** {@code 3012345}, and abroad as NATIONAL */
        SIGNIFICANT
    }

    public SipTrunk {
        inboundIps = List.copyOf(inboundIps);
        codecs = List.copyOf(codecs);
        headersRemoved = List.copyOf(headersRemoved);
        headersAdded = List.copyOf(headersAdded);
        allowedClasses = List.copyOf(allowedClasses);
        inboundHeadersRemoved = List.copyOf(inboundHeadersRemoved);
        inboundHeadersAdded = List.copyOf(inboundHeadersAdded);
    }

    /** Whether we can send it anything. */
    public boolean isReachable() {
        return proxy != null && status == RowStatus.ACTIVE;
    }

    /** Whether we are to be registered at it: for calls that come in, so not where none may. */
    public boolean isRegisteredAt() {
        return doRegister && direction != Direction.OUTBOUND && isReachable();
    }

    /** Whether it logs in at us, and may be reached where it has registered. */
    public boolean logsIn() {
        return inboundAuth == InboundAuth.DIGEST && inboundUsername != null && inboundRealm != null;
    }

    /** What it registers as; of one that logs in. */
    public String login() {
        return inboundUsername + "@" + inboundRealm;
    }

    /** Whether we can send it calls: at its place, or where it has registered. */
    public boolean takesCalls() {
        return direction != Direction.INBOUND && (proxy != null || logsIn());
    }

    /** Where it is; of one that is reachable. */
    public String uri() {
        return at(String.valueOf(proxy));
    }

    /** The domain of what we call ourselves there: {@code from_domain}, the host of {@code proxy}, or its realm. */
    public String domain() {
        return fromDomain != null
                ? fromDomain
                : proxy == null ? String.valueOf(inboundRealm) : proxy.replaceAll("(?<=.):[0-9]{1,5}$", "");
    }

    /** The Request-URI of our REGISTER (RFC 3261 section 10.2): the domain, or the place where no domain is said. */
    public String registrar() {
        return fromDomain == null ? uri() : at(fromDomain);
    }

    /** As whom we register, and ask. */
    public String addressOfRecord() {
        String user = fromUser != null ? fromUser : authUsername;
        return "sip:" + (user == null ? "" : user + "@") + domain();
    }

    private String at(String place) {
        return "sip:" + place + (transport == SipDevice.Transport.UDP ? "" : ";transport=" + Because.word(transport));
    }

    /** How the numbers of its calls are read; empty where they are E.164 or nobody says of which country they are. */
    public Optional<Numbering> numbering(@Nullable String accountsCountry) {
        return Optional.ofNullable(country == null ? accountsCountry : country)
                .filter(it -> inboundFormat != InboundFormat.E164)
                .map(it -> new Numbering(it, inboundFormat == InboundFormat.SIGNIFICANT));
    }
}
