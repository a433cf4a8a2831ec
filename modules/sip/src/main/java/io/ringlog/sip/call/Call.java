package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.SipFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call: its legs, and the lock under which everything about it happens. */
public final class Call {
    /** The incoming leg's name. */
    public static final String CALLER = "A";

    private static final int RECENT_MAX = 4;

    private final String id;
    private final NodeParts node;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Leg> legs = new LinkedHashMap<>();
    private final List<String> keys = new ArrayList<>();
    /** Re-INVITEs passed on or sent lately: their 2xx is repeated until the ACK has found its way. */
    private final Map<String, ClientSink> recent = new LinkedHashMap<>();

    private final Refers refers = new Refers(this);
    private @Nullable ProxyTalk talk;

    public Call(String id, NodeParts node) {
        this.id = id;
        this.node = node;
    }

    public String id() {
        return id;
    }

    NodeParts node() {
        return node;
    }

    public void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    public <T> T locked(Supplier<T> change) {
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    public void add(Leg leg) {
        if (legs.putIfAbsent(leg.id(), leg) != null) {
            throw new IllegalArgumentException("call " + id + " has a leg " + leg.id() + " already");
        }
    }

    boolean has(String legId) {
        return legs.containsKey(legId);
    }

    public Optional<Leg> leg(String legId) {
        return Optional.ofNullable(legs.get(legId));
    }

    public Optional<CallerLeg> caller() {
        return Optional.ofNullable(legs.get(CALLER)).map(CallerLeg.class::cast);
    }

    List<Leg> legs() {
        return List.copyOf(legs.values());
    }

    List<ForkLeg> forks() {
        return legs.values().stream()
                .filter(ForkLeg.class::isInstance)
                .map(ForkLeg.class::cast)
                .toList();
    }

    /** Whether a target may still answer. */
    boolean isRinging() {
        return forks().stream().anyMatch(fork -> fork.breadth() > 0);
    }

    /** The leg whose own dialog this request belongs to. */
    public Optional<Leg> legFor(SIPRequest request) {
        return locked(() -> legs.values().stream().filter(l -> l.owns(request)).findFirst());
    }

    /** What its parties have asked by REFER. */
    Refers refers() {
        return refers;
    }

    /** The leg of an answered call whose party has this dialog: its own tag, and that of whom it talks to. */
    Optional<String> partyOf(String partyTag, String otherTag) {
        ProxyTalk established = talk;
        if (established != null) {
            return established.partyOf(partyTag, otherTag);
        }
        return legs.values().stream()
                .filter(leg -> leg.dialog() instanceof UaDialog dialog && dialog.isBetween(otherTag, partyTag))
                .map(Leg::id)
                .findFirst();
    }

    /** The same where nobody has answered yet. */
    Optional<String> earlyPartyOf(String partyTag, String otherTag) {
        return locked(() -> forks().stream()
                .flatMap(fork -> fork.early().partyOf(partyTag, otherTag).stream())
                .findFirst()
                .or(() -> caller().filter(it -> it.isEarly(partyTag, otherTag)).map(Leg::id)));
    }

    boolean wasAnswered() {
        return talk != null || legs.values().stream().anyMatch(leg -> leg.dialog() != null);
    }

    Optional<ProxyTalk> talk() {
        return Optional.ofNullable(talk);
    }

    /** Whom a request in a dialog that is not ours goes between, as far as this node knows. */
    Optional<Lane> lane(SIPRequest request) {
        ProxyTalk established = talk;
        return established != null
                ? Optional.of(established)
                : forks().stream()
                        .map(ForkLeg::early)
                        .filter(early -> early.owns(request))
                        .map(Lane.class::cast)
                        .findFirst();
    }

    void talking(ProxyTalk established) {
        talk = established;
    }

    /** Each party is now in a dialog with us; there is nothing left to pass on. */
    void talkTakenOver() {
        talk = null;
    }

    /** The dialog of ours with the party of this tag, when we took its call over. */
    Optional<UaDialog> dialogWith(String remoteTag) {
        return legs.values().stream()
                .map(Leg::dialog)
                .filter(Objects::nonNull)
                .filter(dialog -> dialog.remoteTag().equals(remoteTag))
                .findFirst();
    }

    public void tell(SipFact fact) {
        node.facts().tell(fact);
    }

    void indexed(String key) {
        keys.add(key);
    }

    List<String> keys() {
        return List.copyOf(keys);
    }

    void remember(String branch, ClientSink sink) {
        recent.put(branch, sink);
        if (recent.size() > RECENT_MAX) {
            recent.remove(recent.keySet().iterator().next());
        }
    }

    Optional<ClientSink> recent(String branch) {
        return locked(() -> Optional.ofNullable(recent.get(branch)));
    }

    /** Lets go of the call once no leg is alive. */
    void settle() {
        if (legs.values().stream().allMatch(Leg::isOver)) {
            refers.over();
            node.calls().retire(this);
        }
    }
}
