package io.ringlog.sip.front;

import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.DigestAnswer;
import io.ringlog.sip.InviteRequest;
import io.ringlog.sip.InviteRequest.Replacing;
import io.ringlog.sip.RegisterRequest;
import io.ringlog.sip.RegisterRequest.Binding;
import io.ringlog.sip.RequestHead;
import io.ringlog.sip.Source;
import io.ringlog.sip.call.Egress;
import io.ringlog.sip.call.NodeParts;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Hosts;
import io.ringlog.sip.message.References;
import io.ringlog.sip.message.Requests;
import io.ringlog.sip.message.Subscribers;
import io.ringlog.sip.message.Uris;
import io.ringlog.sip.stack.WireChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/** From the stack's messages to the records of our API; adds nothing, judges nothing. */
final class Translation {
    private static final int FORWARDS_USUAL = 70;
    private static final Pattern DELTA_SECONDS = Pattern.compile("[0-9]++");

    private Translation() {}

    static Source source(SIPRequest request) {
        String flow = request.getMessageChannel() instanceof WireChannel channel ? channel.flowId() : "";
        return new Source(
                request.getPeerPacketSourceAddress().getHostAddress(),
                request.getPeerPacketSourcePort(),
                request.getTopmostVia().getTransport().toLowerCase(),
                flow);
    }

    static RequestHead head(SIPRequest request, Egress egress) {
        URI uri = request.getRequestURI();
        URI from = request.getFrom().getAddress().getURI();
        URI to = request.getTo().getAddress().getURI();
        return new RequestHead(
                request.getMethod(),
                Objects.requireNonNullElse(Subscribers.named(uri), ""),
                Uris.hostOf(uri),
                Subscribers.named(from),
                Uris.hostOf(from),
                Subscribers.named(to),
                Uris.hostOf(to),
                source(request),
                egress.isOurHost(Uris.hostOf(uri)));
    }

    static InviteRequest invite(SIPRequest invite, @Nullable DigestAnswer digest, NodeParts node) {
        var contact = invite.getContactHeader();
        return new InviteRequest(
                invite.getRequestURI().toString(),
                head(invite, node.egress()),
                invite.getFrom().getAddress().getDisplayName(),
                Headers.text(invite, "P-Asserted-Identity"),
                Headers.text(invite, "Privacy"),
                digest,
                Bodies.sdp(invite),
                invite.getCallId().getCallId(),
                invite.getMaxForwards() == null
                        ? FORWARDS_USUAL
                        : invite.getMaxForwards().getMaxForwards(),
                Headers.text(invite, "User-Agent"),
                contact == null || contact.getAddress().isWildcard()
                        ? null
                        : contact.getAddress().getURI().toString(),
                Optional.ofNullable(Headers.text(invite, "P-Called-Party-ID"))
                        .flatMap(Requests::uriIn)
                        .map(Subscribers::named)
                        .orElse(null),
                Optional.ofNullable(Headers.text(invite, "Replaces"))
                        .map(it -> new Replacing(node.calls().partyOf(it).orElse(null), References.isEarlyOnly(it)))
                        .orElse(null),
                Headers.startingWith(invite, "X-"));
    }

    static RegisterRequest register(SIPRequest register, @Nullable DigestAnswer digest, Egress egress) {
        List<Binding> bindings = new ArrayList<>();
        boolean removeAll = false;
        ListIterator<?> contacts = register.getHeaders("Contact");
        while (contacts.hasNext()) {
            if (contacts.next() instanceof Contact contact) {
                removeAll |= contact.getAddress().isWildcard();
                if (!contact.getAddress().isWildcard()) {
                    bindings.add(binding(contact, register));
                }
            }
        }
        return new RegisterRequest(
                head(register, egress),
                digest,
                bindings,
                removeAll,
                register.getExpires() == null ? null : register.getExpires().getExpires(),
                Paths.of(register),
                register.getCallId().getCallId(),
                register.getCSeq().getSeqNumber(),
                Headers.text(register, "User-Agent"));
    }

    /** More than we can count is for ever, what is no number is as if it were not there (RFC 3261 section 20.10). */
    private static @Nullable Integer seconds(@Nullable String deltaSeconds) {
        if (deltaSeconds == null || !DELTA_SECONDS.matcher(deltaSeconds).matches()) {
            return null;
        }
        String digits = deltaSeconds.replaceFirst("^0+(?=.)", "");
        return digits.length() > 9 ? Integer.MAX_VALUE : Integer.valueOf(digits);
    }

    private static Binding binding(Contact contact, SIPRequest register) {
        URI uri = contact.getAddress().getURI();
        String q = contact.getParameter("q");
        String instance = contact.getParameter("+sip.instance");
        String regId = contact.getParameter("reg-id");
        String source = register.getPeerPacketSourceAddress().getHostAddress();
        List<String> path = Paths.of(register);
        // Where a URI leads is what counts: a maddr of somebody else's would have us call a stranger.
        boolean natted = path.isEmpty()
                ? !(uri instanceof SipURI sip) || !Hosts.same(Uris.targetOf(sip), source)
                : !Paths.leadsBack(path, source);
        return new Binding(
                uri.toString(),
                seconds(contact.getParameter("expires")),
                q == null ? null : contact.getQValue(),
                instance == null ? null : instance.replace("\"", ""),
                regId != null && regId.matches("[0-9]{1,6}") ? Integer.valueOf(regId) : null,
                natted);
    }
}
