package io.ringlog.topology;

import io.ringlog.domain.journal.CallEvent.CallAdmitted;
import io.ringlog.domain.journal.Event.WindowsReset;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.topology.views.LiveWindow;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each sliding window that calls count in; every new one looks for old ones that nobody counts in. */
final class WindowsProjector implements Projector {

    /** More than one, so that there are never many more windows than are in use. */
    private static final int LOOKED_AT = 2;

    private LiveStore<LiveWindow> windows;
    private String hand = "";

    @SuppressWarnings("NullAway.Init")
    WindowsProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        windows = context.getStateStore(Names.WINDOWS);
        windows.wake();
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        if (event.event() instanceof CallAdmitted it) {
            Stream.ofNullable(it.windows()).forEach(all -> all.forEach((id, seconds) -> count(event, id, seconds)));
        } else if (event.event() instanceof WindowsReset it) {
            reset(event, it);
        }
    }

    private void count(EventRecord event, String windowId, int periodSec) {
        String key = Projector.key(event, windowId);
        LiveWindow before = windows.get(key).orElseGet(() -> new LiveWindow(windowId, periodSec, List.of()));
        windows.put(key, before.plus(new LiveWindow.Counted(event.id(), event.at()), periodSec));
        for (int i = 0; i < LOOKED_AT; i++) {
            look(event.at());
        }
    }

    private void look(Instant now) {
        hand = windows.after(hand).orElse("");
        windows.get(hand).filter(it -> it.used(now) == 0).ifPresent(idle -> windows.remove(hand));
    }

    private void reset(EventRecord event, WindowsReset reset) {
        if (reset.windowId() == null) {
            windows.beginning(Projector.key(event, "")).keySet().forEach(windows::remove);
        } else {
            windows.remove(Projector.key(event, reset.windowId()));
        }
    }
}
