package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.DigestChallenge;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.journal.Source;
import io.ringlog.domain.journal.WatchAsked;
import io.ringlog.edge.media.Sdp;
import io.ringlog.sip.InviteRequest;
import io.ringlog.sip.RegisterRequest;
import io.ringlog.sip.RequestHead;
import io.ringlog.sip.SipFact;
import io.ringlog.sip.WatchRequest;
import io.ringlog.sip.message.Hosts;
import io.ringlog.sip.message.Uris;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From the words of signalling to the words of the log. Pure. */
final class FactForms {

    /** RFC 3261 leaves the default to the registrar; an hour is what phones expect. */
    private static final int EXPIRES_DEFAULT = 3600;

    private static final Pattern USER = Pattern.compile("(?i)(?:sips?|tel):([^@;>?\\s]{1,128})(?:[@;>]|$)");
    private static final Pattern HIDING = Pattern.compile("(?i)\\b(?:id|user)\\b");

    private FactForms() {}

    static CallFact.InviteReceived invite(EdgeStamp stamp, String callId, InviteRequest invite, Callees.Found found) {
        Callees.Trunk trunk = found.trunk();
        RequestHead head = invite.head();
        boolean natted = invite.contact() != null
                && !isAt(invite.contact(), head.source().address());
        return new CallFact.InviteReceived(
                stamp,
                callId,
                found.called(),
                domainAsked(invite),
                Objects.requireNonNullElse(head.fromUser(), ""),
                lower(head.fromHost()),
                blankToNull(invite.displayName()),
                invite.digest() == null ? null : digest(invite.digest()),
                trunk == null ? null : trunk.id(),
                trunk == null ? null : trunk.account(),
                source(head.source(), natted),
                invite.sipCallId(),
                null,
                Sdp.codecNames(invite.sdp()),
                null,
                found.numbersHere().isEmpty() ? null : found.numbersHere(),
                found.loop(),
                asserted(invite),
                Sdp.encryption(invite.sdp()),
                found.numbering());
    }

    /** The first identity of P-Asserted-Identity, and whether Privacy asks to hide it (RFC 3325 section 9.3). */
    private static CallFact.@Nullable Asserted asserted(InviteRequest invite) {
        String identity = invite.assertedIdentity();
        String privacy = invite.privacy();
        boolean isPrivate = privacy != null && HIDING.matcher(privacy).find();
        Matcher user = USER.matcher(identity == null ? "" : identity);
        String said = user.find() ? user.group(1) : null;
        return said == null && !isPrivate ? null : new CallFact.Asserted(said, isPrivate);
    }

    /** Who writes our address in place of a domain means the domain of the credentials. */
    private static String domainAsked(InviteRequest invite) {
        io.ringlog.sip.DigestAnswer digest = invite.digest();
        return lower(
                digest != null && invite.head().namesThisNode()
                        ? digest.realm()
                        : invite.head().requestHost());
    }

    /** Who writes our address in place of a domain means the domain of the call. */
    static CallFact.ReferReceived refer(
            EdgeStamp stamp, LiveCall call, String legId, SipFact.ReferReceived refer, Referred means) {
        return new CallFact.ReferReceived(
                stamp,
                call.id,
                legId,
                refer.referId(),
                Objects.requireNonNullElse(refer.to().user(), ""),
                lower(refer.to().isUs() ? call.domain : refer.to().host()),
                refer.to().replaces(),
                means.replaced(),
                refer.referredBy(),
                means.numbersHere().isEmpty() ? null : means.numbersHere());
    }

    /**
     * What a Refer-To means here.
     *
     * @param numbersHere of other accounts
     */
    record Referred(@Nullable LegRef replaced, List<String> numbersHere) {}

    /** A call that belongs to nobody, as far as it was looked at. */
    static CallFact.InviteReceived stranger(EdgeStamp stamp, String callId, RequestHead head) {
        return new CallFact.InviteReceived(
                stamp,
                callId,
                head.requestUser(),
                lower(head.requestHost()),
                Objects.requireNonNullElse(head.fromUser(), ""),
                lower(head.fromHost()),
                null,
                null,
                null,
                null,
                source(head.source(), false),
                "",
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** An address of IPv6 has more than one form, and one of IPv4 is found without reading the URI. */
    private static boolean isAt(String contact, String address) {
        return contact.contains(address)
                || Uris.parse(contact)
                        .filter(uri -> Hosts.same(Uris.targetOf(uri), address))
                        .isPresent();
    }

    static RegisterReceived register(
            EdgeStamp stamp, String requestId, RegisterRequest request, io.ringlog.sip.DigestAnswer digest) {
        RequestHead head = request.head();
        boolean natted = request.bindings().stream().anyMatch(RegisterRequest.Binding::natted);
        return new RegisterReceived(
                stamp,
                requestId,
                Objects.requireNonNullElse(head.toUser(), ""),
                lower(head.toHost()),
                request.bindings().stream()
                        .map(b -> contact(b, request.expiresSec()))
                        .toList(),
                request.removeAll(),
                digest(digest),
                source(head.source(), natted),
                request.userAgent(),
                request.sipCallId(),
                request.cseq(),
                request.path().isEmpty() ? null : request.path());
    }

    /** Who writes our address in place of a domain means the domain of the credentials. */
    static WatchAsked watch(EdgeStamp stamp, String requestId, WatchRequest request) {
        return new WatchAsked(
                stamp,
                requestId,
                switch (request.kind()) {
                    case DIALOG -> WatchAsked.Kind.DIALOG;
                    case MESSAGE_SUMMARY -> WatchAsked.Kind.MESSAGE_SUMMARY;
                    case PRESENCE -> WatchAsked.Kind.PRESENCE;
                },
                request.target(),
                lower(request.namesThisNode() ? request.digest().realm() : request.host()),
                Objects.requireNonNullElse(request.expiresSec(), EXPIRES_DEFAULT),
                digest(request.digest()),
                source(request.head().source(), false));
    }

    static CallFact.LegChallenged challenged(EdgeStamp stamp, String callId, String legId, SipFact.LegChallenged fact) {
        return new CallFact.LegChallenged(
                stamp,
                callId,
                legId,
                fact.status(),
                fact.requestUri(),
                fact.challenges().stream()
                        .map(it -> new DigestChallenge(
                                it.realm(),
                                it.nonce(),
                                it.algorithm(),
                                it.qop(),
                                it.opaque(),
                                it.stale(),
                                it.bodyHash()))
                        .toList());
    }

    private static ContactAsked contact(RegisterRequest.Binding binding, @Nullable Integer expiresOfAll) {
        Integer own = binding.expiresSec();
        int expires = own != null ? own : Objects.requireNonNullElse(expiresOfAll, EXPIRES_DEFAULT);
        return new ContactAsked(binding.uri(), expires, instance(binding));
    }

    /** With its reg-id an instance names one of its flows for good (RFC 5626 section 6); without, it names nothing. */
    private static @Nullable String instance(RegisterRequest.Binding binding) {
        Integer regId = binding.regId();
        String instance = binding.instanceId();
        return instance == null || regId == null ? null : instance + ";reg-id=" + regId;
    }

    private static Source source(io.ringlog.sip.Source source, boolean natted) {
        boolean datagram = source.transport().equalsIgnoreCase("udp");
        return new Source(
                source.address(),
                source.port(),
                lower(source.transport()),
                datagram ? null : blankToNull(source.flowId()),
                natted);
    }

    private static DigestAnswer digest(io.ringlog.sip.DigestAnswer digest) {
        return new DigestAnswer(
                digest.username(),
                digest.realm(),
                digest.nonce(),
                digest.uri(),
                digest.response(),
                digest.algorithm(),
                digest.qop(),
                digest.cnonce(),
                digest.nc(),
                digest.method(),
                digest.requestUri());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
