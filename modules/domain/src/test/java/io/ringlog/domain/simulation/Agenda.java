package io.ringlog.domain.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time: what is to happen when. Things of the same instant happen in the order they were planned. */
final class Agenda {

    private record Plan(Instant at, long number, Runnable deed) {}

    private final PriorityQueue<Plan> plans =
            new PriorityQueue<>(Comparator.comparing(Plan::at).thenComparing(Plan::number));
    private Instant now;
    private long numbers;

    Agenda(Instant start) {
        now = start;
    }

    Instant now() {
        return now;
    }

    void in(long millis, Runnable deed) {
        at(now.plusMillis(millis), deed);
    }

    void at(Instant when, Runnable deed) {
        numbers++;
        plans.add(new Plan(when.isBefore(now) ? now : when, numbers, deed));
    }

    /** Does everything up to an instant. */
    void runUntil(Instant end) {
        while (!plans.isEmpty() && !plans.element().at().isAfter(end)) {
            Plan next = plans.remove();
            now = next.at();
            next.deed().run();
        }
        now = end;
    }
}
