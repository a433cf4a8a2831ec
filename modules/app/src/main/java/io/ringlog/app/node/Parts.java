package io.ringlog.app.node;

import io.ringlog.api.port.Readiness;
import io.ringlog.app.role.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a process in the order they started; stops them the other way round, within a time. */
final class Parts implements Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private static final String NODE = "node";

    // Asked by whoever watches over the process while roles are still starting.
    private final List<Part> started = new CopyOnWriteArrayList<>();
    private volatile Optional<String> trouble = Optional.of("is starting");

    void add(Part part) {
        started.add(part);
        LOG.info("{} runs{}", part.name(), part.address().map(a -> " at " + a).orElse(""));
    }

    /** Nothing more will be added: from now on the process is as well as its parts. */
    void complete() {
        trouble = Optional.empty();
    }

    /** The process itself first: it starts until all parts have started, and stops before they do. */
    @Override
    public List<PartState> parts() {
        List<PartState> states = new ArrayList<>();
        states.add(new PartState(NODE, trouble));
        started.forEach(part -> states.add(state(part)));
        return List.copyOf(states);
    }

    private static PartState state(Part part) {
        return new PartState(part.name(), part.trouble().get());
    }

    /** For people: {@code kafka 127.0.0.1:23400, sip ...}. */
    String addresses() {
        return started.stream()
                .filter(part -> part.address().isPresent())
                .map(part -> part.name() + " " + part.address().orElse(""))
                .collect(Collectors.joining(", "));
    }

    /** Where one part can be reached; it is a bug to ask for one that does not run here. */
    String address(String name) {
        return started.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .flatMap(Part::address)
                .orElseThrow(() -> new IllegalArgumentException("no " + name + " runs in this process"));
    }

    /** What runs as one part, for those in the same process that look inside. */
    <T> Optional<T> running(Class<T> kind) {
        return started.stream()
                .map(Part::running)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    /** Each part gets what is left of the time; one that hangs is left behind with a line in the log. */
    void stop(Duration within) {
        trouble = Optional.of("is stopping");
        long end = System.nanoTime() + within.toNanos();
        for (Part part : started.reversed()) {
            stop(part, Math.max(end - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(100)));
        }
        started.clear();
    }

    private static void stop(Part part, long nanos) {
        var stopping = new FutureTask<Void>(() -> {
            part.running().close();
            return null;
        });
        Thread.ofPlatform().name("stop-" + part.name()).daemon().start(stopping);
        try {
            stopping.get(nanos, TimeUnit.NANOSECONDS);
            LOG.info("{} has stopped", part.name());
        } catch (TimeoutException e) {
            LOG.warn("{} did not stop in time and is left behind", part.name());
        } catch (ExecutionException e) {
            LOG.warn("{} did not stop cleanly", part.name(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
