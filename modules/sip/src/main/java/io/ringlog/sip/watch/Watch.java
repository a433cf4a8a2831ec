package io.ringlog.sip.watch;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.Notice;
import io.ringlog.sip.WatchAnswer;
import io.ringlog.sip.WatchRequest.Kind;
import io.ringlog.sip.call.ClientSink;
import io.ringlog.sip.call.DialogPeer;
import io.ringlog.sip.call.NodeParts;
import io.ringlog.sip.call.Timers;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.stack.Hops;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;

/**
 * One subscription. A NOTIFY waits for the one before it, and says what is true when it leaves, so whatever changes
 * meanwhile is told once, and what is as it was told is not told again; of changes nobody is told more than once a
 * second. NOTIFYs leave from a thread of their own.
 *
 * <pre>
 *   idle --change, refresh--> under way --2xx--> idle, or under way again for what has changed
 *    `--time is over--> its last is under way --any answer--> over
 *                               under way --no 2xx--> over
 * </pre>
 */
public final class Watch implements ClientSink {

    /** RFC 3842 section 3.9, RFC 4235 section 3.10. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private final NodeParts node;
    private final Timers notifier;
    private final Target target;
    private final DialogPeer peer;
    private final Consumer<Watch> overFor;

    private @Nullable Notice latest;
    private @Nullable Notice told;
    private @Nullable Future<?> expiry;
    private @Nullable Future<?> due;
    private long untilNanos;
    private long leftNanos = System.nanoTime() - PACE.toNanos();
    private int version;
    private boolean partial;
    private boolean owed;
    private boolean hurried;
    private boolean underWay;
    private boolean ending;
    private boolean over;

    /**
     * What is watched.
     *
     * @param event value of the Event header, with its id where it came with one
     * @param transport over which it was asked for
     * @param who watches: names are looked up for them
     */
    public record Target(String id, Kind kind, String event, String user, String host, String transport, String who) {}

    /**
     * @param notifier on whose thread NOTIFYs are written and sent
     * @param overFor told once when it is over
     */
    public Watch(NodeParts node, Timers notifier, Target target, DialogPeer peer, Consumer<Watch> overFor) {
        this.node = node;
        this.notifier = notifier;
        this.target = target;
        this.peer = peer;
        this.overFor = overFor;
    }

    public Target target() {
        return target;
    }

    /** Notes a request of the watcher; false when it is older than one before. */
    public synchronized boolean saw(SIPRequest request) {
        return peer.saw(request);
    }

    /** Whether its last word is said or due. */
    public synchronized boolean isEnding() {
        return ending || over;
    }

    /** It was asked for, once more or for the first time, and lasts so long from now on; the whole state is told. */
    public synchronized void granted(SIPRequest request, WatchAnswer answer, Notice state) {
        if (ending || over) {
            return;
        }
        peer.target(request);
        Timers.stop(expiry);
        int seconds = answer.expiresSec();
        untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        latest = state;
        partial = answer.partial();
        ending = seconds == 0;
        if (!ending) {
            expiry = node.timers().after(Duration.ofSeconds(seconds), this::expired);
        }
        hurried = true;
        owe();
    }

    /** The state is another. */
    public synchronized void changed(Notice state) {
        if (!state.equals(latest)) {
            latest = state;
            owe();
        }
    }

    /** Forgets it without a word: whoever watches knows. */
    public synchronized void drop() {
        end();
    }

    private synchronized void expired() {
        ending = true;
        hurried = true;
        owe();
    }

    private void owe() {
        owed = true;
        if (!underWay && !over && (hurried || due == null)) {
            Timers.stop(due);
            long rest = leftNanos + PACE.toNanos() - System.nanoTime();
            due = hurried || rest <= 0
                    ? notifier.soon(this::send)
                    : notifier.after(Duration.ofNanos(rest).plusMillis(1), this::send);
        }
    }

    private synchronized void send() {
        due = null;
        if (!underWay && !over) {
            underWay = true;
            peer.seek(target.who())
                    .whenComplete((hop, full) -> notifier.soon(() -> send(hop == null ? Optional.empty() : hop)));
        }
    }

    private synchronized void send(Optional<Hop> hop) {
        if (over) {
            return;
        }
        boolean whole = hurried;
        owed = false;
        hurried = false;
        if (!whole && latest != null && latest.equals(told)) {
            underWay = false;
            return;
        }
        leftNanos = System.nanoTime();
        if (hop.isEmpty() || !left(notifying(hop.get(), whole), hop.get())) {
            end();
        }
    }

    private boolean left(SIPRequest notify, Hop hop) {
        node.egress().stamp(notify, hop, node.egress().branches().fresh());
        return node.egress().send(notify, hop, this).isPresent();
    }

    private SIPRequest notifying(Hop hop, boolean whole) {
        SIPRequest notify = peer.next("NOTIFY");
        long left = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(untilNanos - System.nanoTime()));
        Headers.set(notify, "Event", target.event());
        Headers.set(notify, "Subscription-State", ending ? "terminated;reason=timeout" : "active;expires=" + left);
        Headers.set(notify, "Contact", "<" + node.egress().ownUri(target.transport(), Hops.bareAddressOf(hop)) + ">");
        Headers.set(notify, "User-Agent", node.egress().userAgent());
        String type = target.kind().contentType();
        int slash = type.indexOf('/');
        byte[] body = body(whole).getBytes(StandardCharsets.UTF_8);
        Bodies.set(notify, new ContentType(type.substring(0, slash), type.substring(slash + 1)), body);
        return notify;
    }

    private String body(boolean whole) {
        List<Notice.Dialog> before = told instanceof Notice.Dialogs(var dialogs) ? dialogs : List.of();
        told = latest;
        return switch (latest) {
            case Notice.Dialogs it -> {
                DialogInfo info = new DialogInfo(target.user(), target.host());
                int number = version++;
                yield whole || !partial
                        ? info.full(number, before, it.dialogs())
                        : info.partial(number, before, it.dialogs());
            }
            case Notice.Messages it ->
                "Messages-Waiting: " + (it.fresh() > 0 ? "yes" : "no") + "\r\nMessage-Account: "
                        + DialogInfo.uri(target.user(), target.host()) + "\r\nVoice-Message: " + it.fresh() + "/"
                        + it.heard() + "\r\n";
            case Notice.Presence it -> Pidf.of(target.user(), target.host(), it);
            case null -> "";
        };
    }

    @Override
    public synchronized void response(SIPResponse response) {
        if (!Responses.isFinal(response.getStatusCode()) || over) {
            return;
        }
        underWay = false;
        if (!Responses.isSuccess(response.getStatusCode())) {
            end();
        } else if (owed) {
            owe();
        } else if (ending) {
            end();
        }
    }

    /** RFC 6665 section 4.2.2: whoever does not answer watches no more. */
    @Override
    public synchronized void timedOut() {
        end();
    }

    private void end() {
        if (!over) {
            over = true;
            Timers.stop(expiry);
            Timers.stop(due);
            overFor.accept(this);
        }
    }
}
