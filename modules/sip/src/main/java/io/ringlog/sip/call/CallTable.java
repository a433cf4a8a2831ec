package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.SipFact.Replaced;
import io.ringlog.sip.message.References;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls of this node by our id and by the dialogs they are seen in. A call that is over lingers for repeats. */
public final class CallTable {
    /** RFC 3261: nothing is repeated for longer than 64*T1, and an unanswered call may still be answered late. */
    private static final Duration LINGER_UNANSWERED = Duration.ofSeconds(32);
    /** Of an answered call the stack's own transactions absorb what is repeated; this only says "too late". */
    private static final Duration LINGER_ANSWERED = Duration.ofSeconds(4);

    private final Map<String, Call> byId = new ConcurrentHashMap<>();
    private final Set<Call> live = ConcurrentHashMap.newKeySet();
    private final Map<String, Call> byDialog = new ConcurrentHashMap<>();
    private final Timers timers;

    public CallTable(Timers timers) {
        this.timers = timers;
    }

    /** A call, or for a while what is left of one. */
    public Optional<Call> find(String callId) {
        return Optional.ofNullable(byId.get(callId));
    }

    boolean lives(Call call) {
        return live.contains(call);
    }

    public int size() {
        return live.size();
    }

    /** False when a call of this id lives already. */
    public boolean add(Call call) {
        boolean isNew = byId.putIfAbsent(call.id(), call) == null;
        if (isNew) {
            live.add(call);
        }
        return isNew;
    }

    /**
     * A call whose parties are all rung from here. It begins again when it is over and somebody is to be rung in it;
     * one that somebody called in on does not.
     *
     * @return the call that has the id now
     */
    Call begin(Call call) {
        return byId.compute(call.id(), (id, held) -> {
            if (held != null && (lives(held) || held.caller().isPresent())) {
                return held;
            }
            live.add(call);
            return call;
        });
    }

    /** The call that uses this Call-ID with this tag of ours or of the caller. */
    Optional<Call> withDialog(String sipCallId, @Nullable String tag) {
        return calledBy(sipCallId, tag).or(() -> begunBy(sipCallId, tag));
    }

    /** The call that came in with this Call-ID and this tag of its caller. */
    public Optional<Call> calledBy(String sipCallId, @Nullable String tag) {
        return tag == null ? Optional.empty() : Optional.ofNullable(byDialog.get(key(sipCallId, tag)));
    }

    private Optional<Call> begunBy(String sipCallId, @Nullable String tag) {
        return tag == null ? Optional.empty() : Optional.ofNullable(byDialog.get(ours(sipCallId, tag)));
    }

    /**
     * Whose dialog a Replaces names (RFC 3891 section 3): the leg of the party that its {@code from-tag} is of, for
     * whoever answers it would be the one they talk to. Early dialogs are looked for too, under the lock of their call.
     */
    public Optional<Replaced> partyOf(String replaces) {
        return partyOf(replaces, Call::partyOf).or(() -> partyOf(replaces, Call::earlyPartyOf));
    }

    private interface Party {
        Optional<String> of(Call call, String ownTag, String otherTag);
    }

    private Optional<Replaced> partyOf(String replaces, Party party) {
        return References.dialog(replaces)
                .flatMap(dialog -> withDialog(dialog.sipCallId(), dialog.fromTag())
                        .or(() -> withDialog(dialog.sipCallId(), dialog.toTag()))
                        .filter(this::lives)
                        .flatMap(call -> party.of(call, dialog.fromTag(), dialog.toTag())
                                .map(legId -> new Replaced(call.id(), legId))));
    }

    /**
     * The call of a message. What we sent to ourselves is two calls of one Call-ID: the tag that is ours in the one is
     * the caller's in the other, and where a message bears it says which is meant (RFC 3261 section 12.2.2).
     */
    public Optional<Call> of(SIPMessage message) {
        String sipCallId = message.getCallId().getCallId();
        String from = message.getFromTag();
        String to = message.getToTag();
        return begunBy(sipCallId, message instanceof SIPResponse ? from : to)
                .or(() -> withDialog(sipCallId, from))
                .or(() -> withDialog(sipCallId, to));
    }

    /** A call that came in. */
    public void index(Call call, String sipCallId, String tag) {
        index(call, key(sipCallId, tag));
    }

    /** A call that a leg of it began. */
    void indexOurs(Call call, String sipCallId, String tag) {
        index(call, ours(sipCallId, tag));
    }

    private void index(Call call, String key) {
        byDialog.put(key, call);
        call.indexed(key);
    }

    void retire(Call call) {
        if (live.remove(call)) {
            timers.after(call.wasAnswered() ? LINGER_ANSWERED : LINGER_UNANSWERED, () -> forget(call));
        }
    }

    private void forget(Call call) {
        byId.remove(call.id(), call);
        call.locked(() -> call.keys().forEach(key -> byDialog.remove(key, call)));
    }

    private static String key(String sipCallId, String tag) {
        return sipCallId + "|" + tag;
    }

    private static String ours(String sipCallId, String tag) {
        return key(sipCallId, tag) + "|ours";
    }
}
