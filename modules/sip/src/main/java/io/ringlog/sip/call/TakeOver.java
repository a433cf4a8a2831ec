package io.ringlog.sip.call;

import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.SipFact.CallTakenOver;
import io.ringlog.sip.SipFact.TakeOverRefused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The wish to become a party in place of both whom a proxied call joined. Waits until nothing is under way between
 * them, not for ever; meanwhile nothing new may begin.
 */
final class TakeOver {
    /** Phones answer in some round trips; a person who is asked takes longer than anybody waits for a hold. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Call call;
    private final ProxyTalk talk;
    private @Nullable Future<?> patience;
    private boolean wanted;

    TakeOver(Call call, ProxyTalk talk) {
        this.call = call;
        this.talk = talk;
    }

    /** Told as {@link CallTakenOver} or {@link TakeOverRefused}; a talk that has ended is nobody's to take. */
    CommandOutcome order() {
        if (talk.isOver()) {
            return CommandOutcome.WRONG_STATE;
        }
        if (!wanted) {
            wanted = true;
            patience = call.node().timers().after(PATIENCE, () -> call.locked(this::giveUp));
            look();
        }
        return CommandOutcome.DONE;
    }

    boolean waits() {
        return wanted;
    }

    /** Something between the parties has come to its end. */
    void look() {
        if (wanted && talk.isQuiet()) {
            settle();
            List<String> legs = talk.takenBy();
            call.talkTakenOver();
            call.tell(new CallTakenOver(call.id(), legs));
        }
    }

    /** The call has ended. */
    void drop() {
        if (wanted) {
            settle();
            call.tell(new TakeOverRefused(call.id(), "call.over"));
        }
    }

    private void giveUp() {
        if (wanted) {
            settle();
            call.tell(new TakeOverRefused(call.id(), "session.changing"));
        }
    }

    private void settle() {
        wanted = false;
        Timers.stop(patience);
    }
}
