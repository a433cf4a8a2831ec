package io.ringlog.domain.brain;

import io.ringlog.domain.config.CallFlow;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.journal.ConfigInput;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.state.Granule.ConfigMark;
import io.ringlog.domain.state.Granule.Configured;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;

/**
 * Takes configuration in. A change that is older than what is known, or known already, changes nothing; nor does a row
 * that is of another account than the record it came with.
 */
public final class ConfigDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof ConfigInput.RowSaved saved) {
            if (saved.row().accountId().equals(turn.account())) {
                save(saved, turn);
            }
        } else if (input instanceof ConfigInput.RowRemoved removed) {
            remove(removed, turn);
        }
    }

    /** A version that was kept for a call alone goes with the last call on it. */
    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof FlowEvent.FlowLeft left) {
            retire(left.flowId(), turn);
        }
    }

    private static void save(ConfigInput.RowSaved saved, Turn turn) {
        Configured next = new Configured(saved.row(), saved.version());
        boolean known = turn.state()
                .config()
                .configured(next.rowKey())
                .filter(held -> held.version() >= saved.version())
                .isPresent();
        if (known) {
            return;
        }
        turn.put(next);
        if (saved.row() instanceof CallFlow flow) {
            retire(flow.id(), turn);
        }
        applied(saved.row(), saved.version(), false, saved.actor(), turn);
    }

    private static void remove(ConfigInput.RowRemoved removed, Turn turn) {
        List<Configured> rows = turn.state().config().versionsOf(removed.id()).stream()
                .filter(held -> held.version() <= removed.version() && !held.isWithdrawn())
                .toList();
        rows.forEach(row -> {
            turn.remove(row);
            if (isStoodOn(row, turn)) {
                turn.put(row.withdraw(removed.version()));
            }
        });
        rows.stream().limit(1).forEach(row -> applied(row.row(), removed.version(), true, removed.actor(), turn));
    }

    private static void applied(ConfigRow row, long version, boolean removed, String actor, Turn turn) {
        turn.put(new ConfigMark(
                turn.account(), Math.max(version, turn.state().config().version())));
        turn.emit(
                new Event.ConfigApplied(row.id(), row.getClass().getSimpleName(), version, removed),
                Because.of("config.changed").with("actor", actor));
    }

    /** Lets the versions of a flow go that are not the newest and that no live call stands on. */
    private static void retire(String flowId, Turn turn) {
        Optional<CallFlow> newest = turn.state().config().flow(flowId);
        turn.state().config().versionsOf(flowId).stream()
                .filter(held -> held.row() instanceof CallFlow && !newest.equals(Optional.of(held.row())))
                .filter(held -> !isStoodOn(held, turn))
                .toList()
                .forEach(turn::remove);
    }

    private static boolean isStoodOn(Configured held, Turn turn) {
        return held.row() instanceof CallFlow flow
                && turn.state().calls().stream()
                        .anyMatch(call -> call.flow() != null && call.flow().standsOn(flow.id(), flow.version()));
    }
}
