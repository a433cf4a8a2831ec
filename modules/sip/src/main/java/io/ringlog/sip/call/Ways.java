package io.ringlog.sip.call;

import io.ringlog.sip.Destination;
import io.ringlog.sip.SipFact.LegSent;
import io.ringlog.sip.message.Uris;
import io.ringlog.sip.stack.Hops;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sip.ClientTransaction;
import javax.sip.address.Hop;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * The places where the target of a leg may be: found beside the threads that carry calls, and tried one after the other
 * until one says something of the call (RFC 3263 section 4.3). Under the lock of the call.
 */
final class Ways {
    /** How long a place may say nothing at all while there is another; a proxy says 100 within 200 ms. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final InviteLeg leg;
    private final Deque<Hop> left = new ArrayDeque<>();
    private Optional<String> name = Optional.empty();
    private boolean seeking;

    Ways(InviteLeg leg) {
        this.leg = leg;
    }

    /** Nothing is on the wire while a name is looked up. */
    boolean isSeeking() {
        return seeking;
    }

    void seek(Destination to) {
        name = nameIn(to);
        CompletableFuture<List<Hop>> places =
                leg.node().egress().seek(to, leg.call().id()).exceptionally(busy -> List.of());
        if (places.isDone()) {
            found(to, places.join());
            return;
        }
        seeking = true;
        places.thenAccept(hops -> leg.call().locked(() -> {
            seeking = false;
            if (leg.pending()) {
                found(to, hops);
            }
        }));
    }

    private void found(Destination to, List<Hop> places) {
        left.addAll(troubled().ordered(places));
        if (left.isEmpty()) {
            leg.unreachable(to);
        } else {
            Hop usual = places.getFirst();
            tryNext(usual.equals(left.getFirst()) ? null : troubled().of(usual).orElse(null));
        }
    }

    private TroubledServers troubled() {
        return leg.node().egress().troubled();
    }

    private void tryNext(@Nullable String passedOver) {
        Hop next = left.removeFirst();
        name.ifPresent(host -> leg.call()
                .tell(new LegSent(
                        leg.call().id(),
                        leg.id(),
                        host,
                        Hops.addressIn(next),
                        next.getTransport().toLowerCase(Locale.ROOT),
                        passedOver)));
        leg.attempt(next);
    }

    /** The INVITE has left for one of several places. */
    void begun(ClientTransaction tx) {
        if (!left.isEmpty()) {
            leg.node().timers().after(PATIENCE, () -> leg.call().locked(() -> heardNothing(tx)));
        }
    }

    private void heardNothing(ClientTransaction tx) {
        if (tx.equals(leg.underWay()) && !leg.isHeard()) {
            failed("No Answer", true);
        }
    }

    /** The same for a place that could not be reached or kept silent, which others are spared for a while. */
    boolean failed(String why, boolean underWay) {
        note(why, TroubledServers.USUAL);
        return goOn(why, underWay);
    }

    /** The same for a place that says for how many seconds it cannot serve (RFC 3261 section 21.5.4). */
    boolean busy(String why, @Nullable Integer retryAfterSec) {
        if (retryAfterSec != null && retryAfterSec > 0) {
            note(why, Duration.ofSeconds(retryAfterSec));
        }
        return goOn(why, false);
    }

    /** Only what a name leads to is worth remembering: a phone is where it is. */
    private void note(String why, Duration span) {
        if (leg.isTrying() && name.isPresent()) {
            troubled().note(leg.sentTo(), why, span);
        }
    }

    /**
     * The next place is tried because of this; false when there is none, or somebody has said something of the call.
     *
     * @param underWay whether the INVITE would go on being repeated
     */
    private boolean goOn(String why, boolean underWay) {
        if (!leg.isTrying() || left.isEmpty()) {
            return false;
        }
        ClientTransaction before = leg.underWay();
        if (before != null) {
            TooLate late = new TooLate(leg.node().egress(), leg.invite(), leg.sentTo());
            leg.call().remember(leg.invite().getTopmostVia().getBranch(), late);
            leg.node().egress().forget(before, underWay);
        }
        tryNext(why);
        return true;
    }

    /** The place has answered; more than a 100 says that somebody who can serve is there. */
    void heard(int status) {
        if (status != Response.SERVICE_UNAVAILABLE) {
            troubled().clear(leg.sentTo());
        }
        if (status > Response.TRYING) {
            left.clear();
        }
    }

    private static Optional<String> nameIn(Destination to) {
        if (to.flowId() != null && !to.isThroughAnother()) {
            return Optional.empty();
        }
        String address = to.address();
        return (address == null ? Uris.parse(to.next()).map(Uris::targetOf) : Optional.of(address))
                .filter(host -> !Hops.isWhole(host));
    }
}
