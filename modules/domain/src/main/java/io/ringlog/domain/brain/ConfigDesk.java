package io.ringlog.domain.brain;

import io.ringlog.domain.config.CallFlow;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.journal.ConfigInput;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.state.Granule.ConfigMark;
import io.ringlog.domain.state.Granule.Configured;
import io.ringlog.kernel.Because;
import java.util.List;

/** Takes configuration in. A change that is older than what is known, or known already, changes nothing. */
public final class ConfigDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof ConfigInput.RowSaved saved) {
            save(saved, turn);
        } else if (input instanceof ConfigInput.RowRemoved removed) {
            remove(removed, turn);
        }
    }

    @Override
    public void react(Event event, Turn turn) {}

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
            retire(flow, turn);
        }
        applied(saved.row(), saved.version(), false, saved.actor(), turn);
    }

    private static void remove(ConfigInput.RowRemoved removed, Turn turn) {
        List<Configured> rows = turn.state().config().versionsOf(removed.id()).stream()
                .filter(held -> held.version() <= removed.version())
                .toList();
        rows.forEach(turn::remove);
        rows.stream().limit(1).forEach(row -> applied(row.row(), removed.version(), true, removed.actor(), turn));
    }

    private static void applied(ConfigRow row, long version, boolean removed, String actor, Turn turn) {
        turn.put(new ConfigMark(
                turn.account(), Math.max(version, turn.state().config().version())));
        turn.emit(
                new Event.ConfigApplied(row.id(), row.getClass().getSimpleName(), version, removed),
                Because.of("config.changed").with("actor", actor));
    }

    /** Lets the versions go that no live call stands on. */
    private static void retire(CallFlow newest, Turn turn) {
        turn.state().config().versionsOf(newest.id()).stream()
                .filter(held -> held.row() instanceof CallFlow old
                        && old.version() != newest.version()
                        && turn.state().calls().stream()
                                .noneMatch(call -> call.flow() != null
                                        && call.flow().flowId().equals(old.id())
                                        && call.flow().version() == old.version()))
                .toList()
                .forEach(turn::remove);
    }
}
