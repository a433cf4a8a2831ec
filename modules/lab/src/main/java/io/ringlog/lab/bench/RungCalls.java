package io.ringlog.lab.bench;

import io.ringlog.lab.load.NumberedCalls;
import io.ringlog.lab.load.NumberedMedia.Heard;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Calls between two phones, one after the other: each rings for a second while strangers send to its ports. */
public final class RungCalls implements AutoCloseable {

    private static final long RINGING_NANOS = 1_000_000_000;
    private static final long TALKING_NANOS = 1_000_000_000;

    /**
     * What became of them.
     *
     * @param failed could not be made, answered or ended, or one side heard nothing
     * @param sent packets of both parties, from the first ringing on
     */
    public record Figures(int calls, int failed, long sent, Heard heard, String lastFault) {
        private Figures and(String fault, long more, Heard heardOfIt) {
            return fault.isEmpty()
                    ? new Figures(calls + 1, failed, sent + more, heard.plus(heardOfIt), lastFault)
                    : new Figures(calls + 1, failed + 1, sent + more, heard.plus(heardOfIt), fault);
        }
    }

    private final NumberedCalls phones;
    private final Consumer<List<NumberedCalls.Place>> aim;
    private final Thread thread;
    private volatile boolean over;
    private volatile Figures figures = new Figures(0, 0, 0, Heard.NOTHING, "");

    /** @param aim takes the ports of the call that rings, and none when there is none */
    RungCalls(NumberedCalls phones, Consumer<List<NumberedCalls.Place>> aim) {
        this.phones = phones;
        this.aim = aim;
        this.thread = Thread.ofPlatform().name("rung-calls").start(this::call);
    }

    Figures figures() {
        return figures;
    }

    private void call() {
        while (!over) {
            figures = next(figures);
            aim.accept(List.of());
        }
    }

    private Figures next(Figures before) {
        try {
            NumberedCalls.Ringing ringing = phones.ring();
            aim.accept(phones.places());
            LockSupport.parkNanos(RINGING_NANOS);
            NumberedCalls.Talking talking = ringing.answer();
            LockSupport.parkNanos(TALKING_NANOS);
            talking.hangUp();
            return before.and(phones.unheard(), phones.sent(), phones.heard());
        } catch (IOException | AssertionError fault) {
            String words =
                    String.valueOf(fault.getMessage()).lines().findFirst().orElse("no words");
            return before.and(words, 0, Heard.NOTHING);
        }
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
    }
}
