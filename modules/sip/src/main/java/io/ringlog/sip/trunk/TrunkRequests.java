package io.ringlog.sip.trunk;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.Destination;
import io.ringlog.sip.RegisterOrder;
import io.ringlog.sip.SipFact;
import io.ringlog.sip.SipFact.RegistrarAnswered;
import io.ringlog.sip.auth.DigestChallenges;
import io.ringlog.sip.call.NodeParts;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Randoms;
import io.ringlog.sip.message.Requests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sip.ClientTransaction;
import javax.sip.address.Hop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends OPTIONS and REGISTER to trunks, and tells what came back. */
public final class TrunkRequests {
    private static final Logger LOG = LoggerFactory.getLogger(TrunkRequests.class);

    private final NodeParts node;

    public TrunkRequests(NodeParts node) {
        this.node = node;
    }

    /**
     * @param from the URI in From
     * @param who has it asked
     */
    public void options(String askId, Destination to, String from, String who, Duration wait) {
        Question question =
                question(wait, answer -> node.facts().tell(new SipFact.OptionsAnswered(askId, answer.status())));
        seek(to, who, question, hops -> send(hops, it -> options(to, from, it), question));
    }

    private SIPRequest options(Destination to, String from, Hop hop) {
        return new Requests.Draft("OPTIONS", to.uri())
                .with("From", "<" + from + ">;tag=" + Randoms.tag())
                .with("To", "<" + to.uri() + ">")
                .with("Call-ID", Randoms.hex(12) + "@ringlog")
                .with("CSeq", "1 OPTIONS")
                .with("Max-Forwards", "70")
                .with("Contact", "<" + node.egress().ownUri(hop, false) + ">")
                .with("Accept", "application/sdp")
                .with("User-Agent", node.egress().userAgent())
                .build();
    }

    public void register(RegisterOrder order) {
        AtomicReference<String> place = new AtomicReference<>("");
        Question question = question(
                order.patience(), answer -> node.facts().tell(answered(order, String.valueOf(place.get()), answer)));
        seek(
                order.to(),
                order.who(),
                question,
                hops -> send(
                        hops,
                        hop -> {
                            place.set(node.egress().ownUri(hop, false));
                            return register(order, String.valueOf(place.get()));
                        },
                        question));
    }

    private static String contact(RegisterOrder order, String place) {
        return place.replaceFirst("^sip:", "sip:" + order.contactUser() + "@");
    }

    private SIPRequest register(RegisterOrder order, String place) {
        SIPRequest request = new Requests.Draft("REGISTER", order.uri())
                .with("From", "<" + order.aor() + ">;tag=" + Randoms.tag())
                .with("To", "<" + order.aor() + ">")
                .with("Call-ID", order.sipCallId())
                .with("CSeq", order.cseq() + " REGISTER")
                .with("Max-Forwards", "70")
                .with("Contact", "<" + contact(order, place) + ">;expires=" + order.expiresSec())
                .with("Expires", Integer.toString(order.expiresSec()))
                .with("User-Agent", node.egress().userAgent())
                .build();
        order.gone().stream()
                .filter(gone -> !gone.equals(place))
                .forEach(gone -> Headers.append(request, "Contact", "<" + contact(order, gone) + ">;expires=0"));
        order.credentials().forEach(it -> Headers.append(request, it.header(), it.value()));
        return request;
    }

    private static RegistrarAnswered answered(RegisterOrder order, String place, Answer answer) {
        int status = answer.status();
        SIPResponse response = answer.response();
        String uri = order.uri();
        if (response == null) {
            return new RegistrarAnswered(
                    order.askId(), status, null, null, null, place, List.of(), uri, List.of(), List.of(), null);
        }
        Registrars.ServiceRoute route =
                status == 200 ? Registrars.serviceRoute(response) : Registrars.ServiceRoute.NONE;
        return new RegistrarAnswered(
                order.askId(),
                status,
                Registrars.expires(response, contact(order, place)),
                Registrars.seconds(Headers.text(response, "Min-Expires")),
                Registrars.seconds(Headers.text(response, "Retry-After")),
                place,
                Registrars.others(response, contact(order, place)),
                uri,
                status == 401 || status == 407 ? DigestChallenges.of(response, new byte[0]) : List.of(),
                route.proxies(),
                route.fault());
    }

    /** Waits no longer than told, and the transaction neither: RFC 3261 section 17.1.2.2 would go on for 32 s. */
    private Question question(Duration wait, Consumer<Answer> told) {
        Question question = new Question(node.egress(), told);
        node.timers().after(wait, question::waited);
        return question;
    }

    private void seek(Destination to, String who, Question question, Consumer<List<Hop>> next) {
        node.egress().seek(to, who).whenComplete((hops, busy) -> {
            if (busy != null) {
                question.notAsked();
            } else if (question.isOpen()) {
                next.accept(hops);
            }
        });
    }

    /** To one place after the other until one says something (RFC 3263 section 4.3). */
    private void send(List<Hop> hops, Function<Hop, SIPRequest> draft, Question question) {
        if (hops.isEmpty()) {
            question.unsent();
            return;
        }
        Hop hop = hops.getFirst();
        Optional<SIPRequest> request = written(draft, hop);
        if (request.isEmpty()) {
            question.unsent();
            return;
        }
        node.egress().stamp(request.get(), hop, node.egress().branches().fresh());
        if (hops.size() == 1) {
            node.egress().send(request.get(), hop, question.to(hop)).ifPresentOrElse(question::sent, question::unsent);
            return;
        }
        Elsewhere sink = new Elsewhere(question.to(hop), () -> send(hops.subList(1, hops.size()), draft, question));
        node.egress()
                .send(request.get(), hop, sink)
                .ifPresentOrElse(
                        sent -> {
                            question.sent(sent);
                            node.timers().after(Elsewhere.PATIENCE, () -> silent(sink, sent));
                        },
                        sink::timedOut);
    }

    private void silent(Elsewhere sink, ClientTransaction sent) {
        if (sink.isOpen()) {
            node.egress().forget(sent, true);
            sink.timedOut();
        }
    }

    private static Optional<SIPRequest> written(Function<Hop, SIPRequest> draft, Hop hop) {
        try {
            return Optional.of(draft.apply(hop));
        } catch (IllegalArgumentException unwritable) {
            LOG.warn("a request to a trunk cannot be written as SIP", unwritable);
            return Optional.empty();
        }
    }
}
