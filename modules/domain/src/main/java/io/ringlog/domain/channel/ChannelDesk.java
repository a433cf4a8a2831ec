package io.ringlog.domain.channel;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.ChannelInput.ChannelsGranted;
import io.ringlog.domain.journal.ChannelInput.ChannelsReported;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.state.ChannelBook;
import io.ringlog.domain.state.ChannelWait;
import io.ringlog.domain.state.Grantee;
import io.ringlog.domain.state.Quota;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Lends channels of the account's ceiling to accounts below, and borrows them from above. */
public final class ChannelDesk implements Concern {

    /** So long a caller who was refused makes others give back what they hold in reserve. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What nobody answers is said ever more seldom, up to every five minutes. */
    private static final int MOST_DOUBLINGS = 5;

    /** More callers refused at once make nobody give back more. */
    private static final int MOST_NEEDED = 64;

    private static final String TIMER = "channels";

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof ChannelsReported report) {
            reported(turn, report);
        } else if (input instanceof ChannelsGranted grant) {
            granted(turn, grant);
        } else if (input instanceof TimerFired(var id, Timer.Purpose.ChannelsDue(), var due)) {
            again(turn);
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.CallAdmitted && concerns(turn)) {
            ChannelWait wait = waiting(turn);
            if (wait.need() > 0) {
                turn.put(new ChannelWait(turn.account(), wait.need() - 1, wait.tries()));
            }
            settle(turn, Set.of());
        } else if (event instanceof CallEvent.CallEnded || isOfTheAccount(event, turn)) {
            changed(turn);
        }
    }

    /** Other calls hold channels than before. */
    public static void changed(Turn turn) {
        if (concerns(turn)) {
            settle(turn, Set.of());
        }
    }

    private static boolean isOfTheAccount(Event event, Turn turn) {
        return event instanceof Event.ConfigApplied applied && applied.rowId().equals(turn.account());
    }

    /** A call found no channel. */
    public static void missed(Turn turn) {
        ChannelWait wait = waiting(turn);
        turn.put(new ChannelWait(turn.account(), Math.min(MOST_NEEDED, wait.need() + 1), wait.tries()));
        settle(turn, Set.of());
    }

    private static boolean concerns(Turn turn) {
        return !turn.state().channels().isEmpty()
                || account(turn)
                        .filter(it -> it.maxChannels() != null || it.ceilingOf() != null)
                        .isPresent();
    }

    static Optional<Account> account(Turn turn) {
        return turn.state().config().account(turn.account());
    }

    static ChannelWait waiting(Turn turn) {
        return turn.state().channels().waiting().orElseGet(() -> ChannelWait.none(turn.account()));
    }

    /** Every report is answered, so that whoever made it need not say it again. */
    private static void reported(Turn turn, ChannelsReported report) {
        Grantee before = turn.state()
                .channels()
                .grantee(report.from())
                .orElseGet(() -> Grantee.none(turn.account(), report.from()));
        Grantee after = before.reported(report);
        turn.put(after);
        if (after.outstanding() != before.outstanding()) {
            Lending.said(turn, after);
        }
        settle(turn, Set.of(report.from()));
    }

    private static void granted(Turn turn, ChannelsGranted grant) {
        Quota before =
                turn.state().channels().quota(grant.of()).orElseGet(() -> Quota.none(turn.account(), grant.of()));
        Quota after = before.granted(grant);
        turn.put(after);
        if (after.in() != before.in()) {
            Borrowing.said(turn, after);
        }
        settle(turn, Set.of());
    }

    /** Callers were refused long enough ago; and what nobody answered is said again. */
    private static void again(Turn turn) {
        turn.put(new ChannelWait(turn.account(), 0, waiting(turn).tries() + 1));
        ChannelBook book = turn.state().channels();
        book.quotas().stream().filter(quota -> !quota.isAnswered()).forEach(quota -> Borrowing.tell(turn, quota));
        book.unheard().forEach(grantee -> Lending.tell(turn, grantee));
        settle(turn, Set.of());
    }

    private static void settle(Turn turn, Set<String> unanswered) {
        Lending.settle(turn, unanswered);
        Borrowing.settle(turn);
        ChannelBook book = turn.state().channels();
        boolean silence = !book.unheard().isEmpty() || book.quotas().stream().anyMatch(quota -> !quota.isAnswered());
        if (!silence && waiting(turn).need() == 0) {
            turn.cancelTimer(TIMER);
            book.waiting().ifPresent(turn::remove);
        } else if (turn.state().timer(TIMER).isEmpty()) {
            int doublings = Math.min(MOST_DOUBLINGS, waiting(turn).tries());
            turn.timer(TIMER, PATIENCE.multipliedBy(1L << doublings), new Timer.Purpose.ChannelsDue());
        }
    }
}
