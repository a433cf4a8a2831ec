package io.ringlog.sip;

import io.ringlog.sip.auth.Branches;
import io.ringlog.sip.auth.Challenges;
import io.ringlog.sip.auth.FlowToken;
import io.ringlog.sip.auth.Nonces;
import io.ringlog.sip.auth.RouteToken;
import io.ringlog.sip.call.Call;
import io.ringlog.sip.call.CallCommands;
import io.ringlog.sip.call.CallTable;
import io.ringlog.sip.call.Carrier;
import io.ringlog.sip.call.Egress;
import io.ringlog.sip.call.Lifelines;
import io.ringlog.sip.call.NodeParts;
import io.ringlog.sip.call.Timers;
import io.ringlog.sip.front.CallIntake;
import io.ringlog.sip.front.FlowFront;
import io.ringlog.sip.front.Ingress;
import io.ringlog.sip.front.RegistrarFront;
import io.ringlog.sip.front.Screening;
import io.ringlog.sip.front.WatchFront;
import io.ringlog.sip.stack.SipCounters;
import io.ringlog.sip.stack.SipSockets;
import io.ringlog.sip.trunk.TrunkRequests;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The signalling side of one edge process. Commands come in here and are carried out or refused on the spot; what
 * happens is told to {@link SipFacts}. All methods may be called from any thread.
 */
public final class SipNode implements AutoCloseable {
    /** The incoming leg's id in every call. */
    public static final String CALLER = Call.CALLER;

    private final SipSockets sockets;
    private final Timers timers;
    private final SipCounters counters;
    private final RegistrarFront registrar;
    private final WatchFront watches;
    private final Timers notifier;
    private final CallCommands calls;
    private final TrunkRequests trunks;
    private final CallTable table;

    private SipNode(SipSockets sockets, NodeParts node, RegistrarFront registrar, WatchFront watches, Timers notifier) {
        this.sockets = sockets;
        this.notifier = notifier;
        this.timers = node.timers();
        this.counters = node.counters();
        this.registrar = registrar;
        this.watches = watches;
        this.calls = new CallCommands(node);
        this.trunks = new TrunkRequests(node);
        this.table = node.calls();
    }

    /** Binds UDP and TCP and begins to take calls; fails with a sentence naming the port when it is taken. */
    public static SipNode start(SipNodeConfig config, SipPolicy policy, SipFacts facts) {
        if (config.listening().advertisesNothing()) {
            throw new IllegalArgumentException("SIP listens on every address ("
                    + config.listening().host() + "), so it must be told by which one phones reach it: advertisedHost");
        }
        SipCounters counters = new SipCounters();
        Timers timers = new Timers("sip-timers");
        Lifelines lifelines = new Lifelines();
        SipSockets.Signals signals = new SipSockets.Signals(
                flow -> facts.tell(new SipFact.FlowLost(flow)), lifelines::cut, policy::isBanned, policy::garbled);
        SipSockets sockets;
        try {
            sockets = SipSockets.bind(config, counters, signals);
        } catch (IllegalStateException taken) {
            timers.close();
            throw taken;
        }
        Egress egress = new Egress(sockets, config, new Branches(config.key()), lifelines);
        Nonces nonces = new Nonces(config.key(), config.timing().nonceLifetime(), InstantSource.system());
        NodeParts node = new NodeParts(
                config,
                facts,
                policy,
                egress,
                timers,
                new Challenges(nonces, config.digests()),
                new RouteToken(config.key()),
                new FlowToken(config.key(), InstantSource.system()),
                new CallTable(timers),
                counters);
        Screening screening = new Screening(node);
        RegistrarFront registrar = new RegistrarFront(node, screening);
        Timers notifier = new Timers("sip-notifier");
        WatchFront watches = new WatchFront(node, screening, notifier);
        sockets.listen(new Ingress(
                node,
                new Ingress.Desks(registrar, new CallIntake(node, screening), watches, new FlowFront(node)),
                new Carrier(node)));
        return new SipNode(sockets, node, registrar, watches, notifier);
    }

    /** The port in use for UDP and TCP. */
    public int port() {
        return sockets.port();
    }

    /** The port in use for this transport, {@code tls}, {@code ws} or {@code wss} too. */
    public int port(String transport) {
        return sockets.port(transport);
    }

    /** Whether this transport is spoken. */
    public boolean speaks(String transport) {
        return sockets.speaks(transport);
    }

    /** What is listened for beside UDP and TCP, and which certificates are served, for people; empty for nothing. */
    public String streamsInWords() {
        return sockets.streamsInWords();
    }

    /** Connections that stand, by transport. */
    public SortedMap<String, Integer> connections() {
        return sockets.connections();
    }

    public SipCounters counters() {
        return counters;
    }

    /** Calls that are not over. */
    public int liveCalls() {
        return table.size();
    }

    /** Answers a {@link SipFact.RegisterReceived}; TOO_LATE when the phone has got 503 already. */
    public CommandOutcome answerRegister(String requestId, RegisterAnswer answer) {
        return registrar.answer(requestId, answer);
    }

    /** Answers a {@link SipFact.WatchReceived}; TOO_LATE when the phone has got 503 already. */
    public CommandOutcome answerWatch(String requestId, WatchAnswer answer) {
        return watches.answer(requestId, answer);
    }

    /** What subscriptions watch is so now; those that are over are told nothing. Never waits. */
    public void changed(List<String> watchIds, Notice notice) {
        watches.changed(watchIds, notice);
    }

    /** Subscriptions that are served. */
    public int watches() {
        return watches.size();
    }

    /** Changes and NOTIFYs that watchers are still to be told; 0 while nothing changes, however many watch. */
    public int noticesOwed() {
        return notifier.waiting();
    }

    /** Refuses the caller, before or after targets were tried; targets that still ring are cancelled. */
    public CommandOutcome reject(String callId, SipRefusal refusal) {
        return calls.reject(callId, refusal);
    }

    /** Rings these targets at once; may be called again while the caller has no final answer. */
    public CommandOutcome proxy(String callId, List<ForkTarget> targets, ProxyOptions options) {
        return calls.proxy(callId, targets, options);
    }

    /** Rings a leg that was told as {@link SipFact.LegChallenged} again, with this header. */
    public CommandOutcome authorize(String callId, String legId, String header, String value) {
        return calls.authorize(callId, legId, header, value);
    }

    /**
     * Stops ringing at these legs; each is told as {@link SipFact.LegFailed} when the target has confirmed.
     *
     * @param reason the Reason header of the CANCEL (RFC 3326), null for none
     */
    public CommandOutcome cancelTargets(String callId, List<String> legIds, @Nullable String reason) {
        return calls.cancel(callId, legIds, reason);
    }

    /** 180 or 183 to the caller in the platform's name. */
    public CommandOutcome progress(String callId, int status, @Nullable String sdp) {
        return calls.progress(callId, status, sdp);
    }

    /** 200 to the caller in the platform's name, with the answer to its offer. */
    public CommandOutcome answer(String callId, String sdpAnswer) {
        return calls.answer(callId, sdpAnswer);
    }

    /** Starts a leg of the platform's own; the call is made if it does not exist yet. */
    public CommandOutcome dial(String callId, String legId, OutgoingLeg leg) {
        return calls.dial(callId, legId, leg);
    }

    /**
     * Offers a session on a leg whose dialog is ours, as {@link SipPolicy#makeOffer} has it; tried again after glare.
     * What came of it is told by {@link SipFact.SessionChanged} or {@link SipFact.SessionRefused}.
     */
    public CommandOutcome reinvite(String callId, String legId) {
        return calls.reinvite(callId, legId);
    }

    /**
     * Asks an answered party by OPTIONS whether it is still there: in its dialog with us, or beside the dialog that it
     * has with the other party of a proxied call. Who knows of no dialog or does not answer is told as {@link
     * SipFact.LegEnded} by {@link SipFact.EndedBy#GONE}.
     */
    public CommandOutcome probe(String callId, String legId) {
        return calls.probe(callId, legId);
    }

    /**
     * Tells the party of a leg whose dialog is ours of a key by INFO ({@code application/dtmf-relay}), where its Allow
     * has INFO; one after the other, at most 16 wait.
     *
     * @param key 0-9, *, #, A-D
     */
    public CommandOutcome press(String callId, String legId, char key, int durationMs) {
        return calls.press(callId, legId, key, durationMs);
    }

    /**
     * Takes an answered, proxied call over: each party's dialog goes on with us in the other's place, with its tags,
     * route set and sequence numbers. Told as {@link SipFact.CallTakenOver}, at once or as soon as nothing is under way
     * between the parties; after some seconds of that as {@link SipFact.TakeOverRefused}.
     */
    public CommandOutcome takeOver(String callId) {
        return calls.takeOver(callId);
    }

    /**
     * Answers a {@link SipFact.ReferReceived}; 202 begins a subscription that {@link #notifyRefer} serves.
     *
     * @param warning the value of a Warning header, null for none
     */
    public CommandOutcome answerRefer(String callId, String referId, int status, @Nullable String warning) {
        return calls.answerRefer(callId, referId, status, warning);
    }

    /** Tells the status of what an accepted REFER asked for; nothing follows after the {@code last}. */
    public CommandOutcome notifyRefer(String callId, String referId, int status, boolean last) {
        return calls.notifyRefer(callId, referId, status, last);
    }

    /** Asks a trunk by OPTIONS, outside a dialog; told once as {@link SipFact.OptionsAnswered}. Never waits. */
    public void askOptions(String askId, Destination to, String from, String who, Duration wait) {
        trunks.options(askId, to, from, who, wait);
    }

    /** Registers at somebody else's registrar; told once as {@link SipFact.RegistrarAnswered}. Never waits. */
    public void register(RegisterOrder order) {
        trunks.register(order);
    }

    /** Ends a leg: final response, CANCEL or BYE as its state asks. For a proxied talk both parties get BYE. */
    public CommandOutcome hangUp(String callId, String legId, HangUp how) {
        return calls.hangUp(callId, legId, how);
    }

    @Override
    public void close() {
        sockets.close();
        timers.close();
        notifier.close();
    }
}
