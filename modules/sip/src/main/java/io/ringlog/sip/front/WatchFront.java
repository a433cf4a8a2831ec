package io.ringlog.sip.front;

import gov.nist.javax.sip.header.Event;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.DigestAnswer;
import io.ringlog.sip.Notice;
import io.ringlog.sip.SipFact;
import io.ringlog.sip.WatchAnswer;
import io.ringlog.sip.WatchRequest;
import io.ringlog.sip.WatchRequest.Kind;
import io.ringlog.sip.call.DialogPeer;
import io.ringlog.sip.call.NodeParts;
import io.ringlog.sip.call.Timers;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Randoms;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.message.Subscribers;
import io.ringlog.sip.message.Uris;
import io.ringlog.sip.watch.Watch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.sip.ServerTransaction;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/** SUBSCRIBE in front of a notifier that is elsewhere: asks, waits a little, answers, and serves whoever watches. */
public final class WatchFront {

    private static final String EVENTS =
            Arrays.stream(Kind.values()).map(Kind::event).collect(Collectors.joining(", "));

    /** Answers to a SUBSCRIBE within a subscription after which there is none (RFC 6665 section 4.1.2.2). */
    private static final Set<Integer> ENDS = Set.of(403, 404, 480, 481, 489);

    /** Subscriptions at a node; a further one is refused. */
    private static final int WATCHES_MOST = 20_000;

    private final NodeParts node;
    private final Screening screening;
    private final Timers notifier;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final Map<String, Watch> byId = new ConcurrentHashMap<>();
    private final Map<Dialog, Watch> byDialog = new ConcurrentHashMap<>();

    private record Dialog(String callId, String remoteTag, String localTag) {

        static Dialog of(SIPRequest request, @Nullable String localTag) {
            return new Dialog(
                    request.getCallId().getCallId(), String.valueOf(request.getFromTag()), String.valueOf(localTag));
        }
    }

    private record Waiting(
            SIPRequest request,
            ServerTransaction tx,
            String watchId,
            Kind kind,
            String realm,
            @Nullable Future<?> deadline) {}

    /** @param notifier on whose thread watchers are told */
    public WatchFront(NodeParts node, Screening screening, Timers notifier) {
        this.node = node;
        this.notifier = notifier;
        this.screening = screening;
    }

    /** Whether a request is of a subscription that is served here. */
    boolean knows(SIPRequest request) {
        return byDialog.containsKey(Dialog.of(request, request.getToTag()));
    }

    public int size() {
        return byId.size();
    }

    /** Within a subscription, or for a new one. */
    void subscribe(SIPRequest request) {
        Optional<Kind> kind = kind(request);
        Watch known = request.getToTag() == null ? null : byDialog.get(Dialog.of(request, request.getToTag()));
        if (kind.isEmpty()) {
            refuse(request, 489, "Bad Event");
        } else if (!accepts(request, kind.get())) {
            refuse(request, 406, null);
        } else if (request.getContactHeader() == null || !Contacts.areUsable(request)) {
            refuse(request, 400, "Bad Contact");
        } else if (known == null && byId.size() >= WATCHES_MOST) {
            node.egress().refuse(request, 503, null);
        } else if (known != null && !known.target().event().equals(event(request))) {
            // Another subscription in the same dialog is deprecated (RFC 6665 section 4.5.2).
            node.egress().refuse(request, 481, null);
        } else if (screening.subscribe(request) instanceof Screening.Result.Admitted(DigestAnswer digest)) {
            ask(request, kind.get(), known, digest);
        }
    }

    private static Optional<Kind> kind(SIPRequest request) {
        String type = request.getHeader("Event") instanceof Event it ? it.getEventType() : "";
        return Arrays.stream(Kind.values())
                .filter(it -> it.event().equalsIgnoreCase(type))
                .findFirst();
    }

    private static String event(SIPRequest request) {
        return String.valueOf(Headers.text(request, "Event"));
    }

    /** Whoever says nothing takes what is usual for the event (RFC 6665 section 3.1.3). */
    private static boolean accepts(SIPRequest request, Kind kind) {
        List<String> accepted = Headers.tags(request, "Accept").stream()
                .map(it -> it.split(";", 2)[0].strip())
                .toList();
        return accepted.isEmpty()
                || accepted.stream()
                        .anyMatch(it -> it.equalsIgnoreCase(kind.contentType())
                                || it.equals("*/*")
                                || it.equalsIgnoreCase("application/*"));
    }

    private void ask(SIPRequest request, Kind kind, @Nullable Watch known, DigestAnswer digest) {
        Optional<ServerTransaction> tx = node.egress().accept(request);
        if (tx.isEmpty()) {
            return;
        }
        if (known != null && !known.saw(request)) {
            node.egress().respond(tx.get(), Responses.of(request, 500, "Out of order", null));
            return;
        }
        String requestId = "sub_" + Randoms.hex(8);
        String watchId = known == null ? "w_" + Randoms.hex(8) : known.target().id();
        Future<?> deadline = node.timers().after(node.config().timing().decisionTimeout(), () -> expire(requestId));
        waiting.put(requestId, new Waiting(request, tx.get(), watchId, kind, digest.realm(), deadline));
        node.facts()
                .tell(new SipFact.WatchReceived(
                        requestId,
                        new WatchRequest(
                                Translation.head(request, node.egress()),
                                digest,
                                watchId,
                                kind,
                                known == null ? user(request) : known.target().user(),
                                known == null ? host(request) : known.target().host(),
                                node.egress()
                                        .isOurHost(
                                                known == null
                                                        ? host(request)
                                                        : known.target().host()),
                                request.getExpires() == null
                                        ? null
                                        : request.getExpires().getExpires())));
    }

    private static String user(SIPRequest request) {
        return Objects.requireNonNullElse(Subscribers.named(request.getRequestURI()), "");
    }

    private static String host(SIPRequest request) {
        URI uri = request.getRequestURI();
        return Uris.hostOf(uri);
    }

    private void expire(String requestId) {
        Waiting late = waiting.remove(requestId);
        if (late != null) {
            SIPResponse busy = Responses.of(late.request, 503, "Decision Pending", Randoms.tag());
            long retry = node.config().timing().retryAfter().toSeconds();
            Headers.set(busy, "Retry-After", Long.toString(retry));
            node.egress().respond(late.tx, busy);
            node.facts().tell(new SipFact.WatchMissed(requestId));
        }
    }

    /** A subscription begins or goes on with a 200, and is told the state at once. */
    public CommandOutcome answer(String requestId, WatchAnswer answer) {
        Waiting asked = waiting.remove(requestId);
        if (asked == null) {
            return CommandOutcome.TOO_LATE;
        }
        Timers.stop(asked.deadline);
        Notice notice = answer.notice();
        if (notice == null || !Responses.isSuccess(answer.status())) {
            refused(asked, answer);
            return CommandOutcome.DONE;
        }
        return granted(asked, answer, notice) ? CommandOutcome.DONE : CommandOutcome.TOO_LATE;
    }

    private void refused(Waiting asked, WatchAnswer answer) {
        SIPResponse response = Responses.of(asked.request, answer.status(), answer.reason(), Randoms.tag());
        if (answer.challenge() != null) {
            node.challenges().challenge(response, asked.request, answer.challenge());
        }
        Headers.setAll(response, answer.headers());
        node.egress().respond(asked.tx, response);
        Watch known = byId.get(asked.watchId);
        if (known != null && ENDS.contains(answer.status())) {
            known.drop();
        }
    }

    /** False when what was to go on has ended meanwhile. */
    private boolean granted(Waiting asked, WatchAnswer answer, Notice notice) {
        SIPRequest request = asked.request;
        Watch known = byId.get(asked.watchId);
        if (known == null ? request.getToTag() != null : known.isEnding()) {
            node.egress().respond(asked.tx, Responses.of(request, 481, null));
            return false;
        }
        String transport = request.getTopmostVia().getTransport();
        SIPResponse ok = Responses.of(request, 200, Randoms.tag());
        Headers.set(ok, "Expires", Integer.toString(answer.expiresSec()));
        Headers.set(ok, "Contact", node.egress().contactFor(request));
        Headers.texts(request, "Record-Route").forEach(route -> Headers.append(ok, "Record-Route", route));
        Watch watch = known == null ? begin(asked, ok, transport) : known;
        node.egress().respond(asked.tx, ok);
        watch.granted(request, answer, notice);
        return true;
    }

    private Watch begin(Waiting asked, SIPResponse ok, String transport) {
        SIPRequest request = asked.request;
        Dialog dialog = Dialog.of(request, ok.getToTag());
        DialogPeer peer = DialogPeer.caller(node.egress(), request, String.valueOf(Headers.text(ok, "To")));
        String who = "watchers of " + asked.realm;
        Watch.Target target = new Watch.Target(
                asked.watchId, asked.kind, event(request), user(request), host(request), transport, who);
        Watch watch = new Watch(node, notifier, target, peer, it -> over(it, dialog));
        byId.put(asked.watchId, watch);
        byDialog.put(dialog, watch);
        return watch;
    }

    private void over(Watch watch, Dialog dialog) {
        byDialog.remove(dialog);
        byId.remove(watch.target().id());
        node.facts().tell(new SipFact.WatchOver(watch.target().id()));
    }

    /** Tells subscriptions that what they watch is so now; never waits. */
    public void changed(List<String> watchIds, Notice notice) {
        notifier.soon(() ->
                watchIds.stream().map(byId::get).filter(Objects::nonNull).forEach(watch -> watch.changed(notice)));
    }

    private void refuse(SIPRequest request, int status, @Nullable String phrase) {
        SIPResponse refusal = node.egress().stateless(request, status, phrase);
        if (status == 489) {
            Headers.set(refusal, "Allow-Events", EVENTS);
        }
        node.egress().respondStateless(refusal);
    }
}
