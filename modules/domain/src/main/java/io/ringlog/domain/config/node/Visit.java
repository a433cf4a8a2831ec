package io.ringlog.domain.config.node;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.expression.Scope;
import io.ringlog.domain.http.HttpAsk;
import io.ringlog.domain.http.SealedSecret;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call at a node, as the node may see and move it. What is set going here is heard of later. */
public interface Visit extends Scope {

    /** Keys that did not fit, at this node. */
    int tries();

    /** Silences, at this node. */
    int timeouts();

    boolean hasEdge(String outcome);

    /** {@code caller} and {@code called} are the call's own numbers. */
    @Override
    @Nullable
    String value(String variable);

    /** Whether the variable is set already, or the call has room for one more. */
    boolean mayHold(String variable);

    void set(String variable, String value, Because because);

    /** Whether a schedule is open: its outcome and what was read for it. */
    Outcome hours(String scheduleId);

    void play(Phrase phrase);

    void gather(Gathering gathering);

    /**
     * Leaves the flow for the messages of a mailbox.
     *
     * @param mailboxId null for the caller's own
     * @return false when the caller has none, and stays here
     */
    boolean fetch(@Nullable String mailboxId);

    /**
     * Records the caller.
     *
     * @param variable which is to get the key of the sound
     * @return why nothing is recorded; empty when it is
     */
    Optional<Rejection> record(Recording recording, String variable);

    /**
     * Asks a web service.
     *
     * @param secretId null for a request without one
     * @return false when there is no such secret, and nothing is asked
     */
    boolean ask(HttpAsk ask, @Nullable String secretId, SealedSecret.Use use);

    /** Counts a try, or a silence, before the caller is asked again. */
    void countAgain(boolean silent);

    /** Rings a user's devices; without a time-out as long as that user is rung. */
    void ring(String userId, @Nullable Integer timeoutSec);

    /** Rings a ring group; the call stays at the node unless the group sends it elsewhere. */
    void ringGroup(String groupId);

    /** Walks another flow, and comes back to this node when that ends. */
    void descend(String flowId);

    /** A number from 0 to {@code below}, the same for the same record and node. */
    int drawn(int below);

    /** Leaves the flow for another target. */
    void goTo(DestKind kind, @Nullable String id);

    /** Puts the caller in a queue; the call stays at the node. */
    void enqueue(String queueId, @Nullable Integer priority);

    /** Ends the flow and the call, with a cause of the flow's own or the usual one. */
    void hangUp(@Nullable String cause);
}
