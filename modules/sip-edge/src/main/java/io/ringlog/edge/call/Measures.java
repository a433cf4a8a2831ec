package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.edge.Desk;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.edge.media.MediaDesk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells how the media of legs that talk gets through: again and again while their call lasts, and at its end. */
final class Measures {

    /** What most listeners are satisfied with, and what many are not (ITU-T G.107, annex B). */
    private static final int GOOD = 403;

    private static final int FAIR = 310;

    private final CallBook book;
    private final FactWriter facts;
    private final MediaDesk media;
    private final Desk desk;
    private final EdgeCounters counters;
    private final Duration period;

    /** @param period how often it is told while a call lasts; nothing for never */
    Measures(Endings.Surroundings with, Duration period) {
        this.book = with.book();
        this.facts = with.facts();
        this.media = with.media();
        this.desk = with.desk();
        this.counters = with.counters();
        this.period = period;
    }

    /** A call is there: from now on it is measured. */
    void begin(String callId) {
        if (!period.isZero()) {
            desk.after(period, () -> book.find(callId).ifPresent(this::told));
        }
    }

    private void told(LiveCall call) {
        List<MediaFigures> now = of(call);
        if (now != null) {
            facts.write(call.account, stamp -> new CallFact.LegsMeasured(stamp, call.id, now));
        }
        begin(call.id);
    }

    /** What was measured of each leg that talks; null for nothing. */
    @Nullable
    List<MediaFigures> of(LiveCall call) {
        List<MediaFigures> measured = call.alive().stream()
                .filter(LiveLeg::isTalking)
                .map(leg -> media.figures(call.id, leg.id))
                .flatMap(Optional::stream)
                .toList();
        return measured.isEmpty() ? null : measured;
    }

    /** The same at the end of a leg, which takes the others of a call with it that was passed on. */
    @Nullable
    List<MediaFigures> last(LiveCall call, LiveLeg leg) {
        List<MediaFigures> measured = of(call);
        if (measured != null) {
            boolean all = leg.stage == LiveLeg.Stage.PROXIED;
            measured.stream().filter(it -> all || it.legId().equals(leg.id)).forEach(this::count);
        }
        return measured;
    }

    private void count(MediaFigures figures) {
        counters.add("legs.measured");
        Integer mos = figures.mosX100();
        if (mos != null) {
            counters.add("legs.heard", mos >= GOOD ? "good" : mos >= FAIR ? "fair" : "poor");
        }
        counters.add("packets.received", figures.packets());
        counters.add("packets.lost", figures.lost());
    }
}
