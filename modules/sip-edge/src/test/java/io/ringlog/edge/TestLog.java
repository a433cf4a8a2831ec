package io.ringlog.edge;

import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Outgoing.CommandRecord;
import io.ringlog.edge.command.CommandSource;
import io.ringlog.edge.directory.DirectorySource;
import io.ringlog.edge.directory.EdgesSource;
import io.ringlog.edge.facts.FactSink;
import io.ringlog.edge.facts.OutgoingFact;
import io.ringlog.wire.DirectoryEntry;
import io.ringlog.wire.EdgeHeartbeat;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The log in memory: keeps what edges write, hands commands out, and can be away for a while. Outlives its edges. */
final class TestLog {

    static final String ACCOUNT = "acc_acme";

    private final List<OutgoingFact> stored = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<OutgoingFact> unread = new LinkedBlockingQueue<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private final AtomicLong offsets = new AtomicLong();
    final List<EdgeHeartbeat> heartbeats = new CopyOnWriteArrayList<>();
    private volatile List<DirectoryEntry> directory = List.of();
    private @Nullable Consumer<CommandRecord> commands;
    private volatile EdgesSource.@Nullable Reader edges;
    private boolean away;

    TestLog knowing(DirectoryEntry... entries) {
        directory = List.of(entries);
        return this;
    }

    EdgePorts ports() {
        return new EdgePorts(new Sink(), new Commands(), new Directory(), new Heartbeats(), new Edges());
    }

    // The journal

    /** From now on facts are taken and not acknowledged, as by a producer without a broker. */
    synchronized void goesAway() {
        away = true;
    }

    synchronized void comesBack() {
        away = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    List<Input> inputs() {
        return stored.stream().map(OutgoingFact::input).toList();
    }

    <T extends Input> List<T> all(Class<T> kind) {
        return inputs().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends Input> T await(Class<T> kind) {
        return await(kind, any -> true);
    }

    /** The next one that fits; others before it are passed over. */
    <T extends Input> T await(Class<T> kind, Predicate<T> wanted) {
        try {
            for (OutgoingFact f = unread.poll(5, TimeUnit.SECONDS); f != null; f = unread.poll(5, TimeUnit.SECONDS)) {
                if (kind.isInstance(f.input()) && wanted.test(kind.cast(f.input()))) {
                    return kind.cast(f.input());
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("no " + kind.getSimpleName() + " came, only " + inputs());
    }

    // Commands

    /** Decides something new. */
    String command(Command command) {
        String id = "0-" + offsets.incrementAndGet() + "-1";
        repeat(id, command);
        return id;
    }

    /** Sends a command under a given id. */
    synchronized void repeat(String id, Command command) {
        Consumer<CommandRecord> to = commands;
        if (to != null) {
            to.accept(new CommandRecord(id, ACCOUNT, "edge1", "key", Instant.now(), command));
        }
    }

    private synchronized void take(OutgoingFact fact, FactSink.Ack ack) {
        if (away) {
            held.add(() -> store(fact, ack));
        } else {
            store(fact, ack);
        }
    }

    private void store(OutgoingFact fact, FactSink.Ack ack) {
        stored.add(fact);
        unread.add(fact);
        ack.stored();
    }

    private final class Sink implements FactSink {
        private boolean open = true;

        @Override
        public boolean offer(OutgoingFact fact, Ack ack) {
            take(fact, ack);
            return open;
        }

        /** What was not acknowledged dies with the producer. */
        @Override
        public void close() {
            synchronized (TestLog.this) {
                open = false;
                held.clear();
            }
        }
    }

    private final class Commands implements CommandSource {
        @Override
        public void start(Consumer<CommandRecord> handler) {
            synchronized (TestLog.this) {
                commands = handler;
            }
        }

        @Override
        public void close() {
            synchronized (TestLog.this) {
                commands = null;
            }
        }
    }

    private final class Directory implements DirectorySource {
        @Override
        public void start(Reader reader) {
            directory.forEach(entry -> reader.changed(entry.key(), entry));
            reader.caughtUp();
        }

        @Override
        public void close() {}
    }

    // The edges

    /** What the edge is told of others. */
    EdgesSource.Reader edges() {
        return Objects.requireNonNull(edges);
    }

    private final class Edges implements EdgesSource {
        @Override
        public void start(Reader reader) {
            edges = reader;
        }

        @Override
        public void close() {}
    }

    private final class Heartbeats implements HeartbeatSink {
        @Override
        public void send(EdgeHeartbeat beat) {
            heartbeats.add(beat);
        }

        @Override
        public void close() {}
    }
}
