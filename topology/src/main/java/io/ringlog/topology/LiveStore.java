package io.ringlog.topology;

import io.ringlog.wire.Codec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * The values of one partition as live objects, in key order. What changed since the last commit is encoded and written
 * to the changelog once, inside the commit; what came and went in between leaves no record (docs/decisions/0305).
 *
 * <p>Written by the stream's thread alone; {@link Prefix} may be asked by any. Values are immutable. To be told of a
 * commit a store has to be a {@link CachedStateStore}, which Kafka Streams calls internal: {@code LiveStoreTest} says
 * whether it still is told.
 */
final class LiveStore<V> implements StateStore, CachedStateStore<String, V> {

    /** Asks for all values whose keys begin so, in key order. */
    record Prefix<V>(String prefix) implements Query<List<V>> {}

    /** Asks how many values there are. */
    record Size() implements Query<Integer> {}

    /** How a value lies in the changelog. */
    record Format<V>(Function<V, byte[]> write, Function<byte[], V> read) {
        static <V> Format<V> of(Codec<V> codec) {
            return new Format<>(codec::encode, bytes -> codec.decode(bytes).orThrow());
        }
    }

    private static final char LAST = '\uffff';

    private final String name;
    private final Format<V> format;
    private final ConcurrentNavigableMap<String, V> live = new ConcurrentSkipListMap<>();
    /** Restored, and not looked at yet: a standby never decodes. */
    private final Map<String, byte[]> restored = new HashMap<>();
    /** Keys the changelog holds a value of, as of the last commit. */
    private final Set<String> logged = new HashSet<>();

    private final Set<String> changed = new HashSet<>();
    private @Nullable InternalProcessorContext<?, ?> context;
    private volatile boolean awake;
    private volatile boolean open;

    LiveStore(String name, Format<V> format) {
        this.name = name;
        this.format = format;
    }

    /** Decodes what was restored; a processor calls it before anything else. */
    void wake() {
        restored.forEach((key, bytes) -> live.put(key, format.read().apply(bytes)));
        restored.clear();
        awake = true;
    }

    Optional<V> get(String key) {
        return Optional.ofNullable(live.get(key));
    }

    /** Every value, in key order. */
    Collection<V> all() {
        return live.values();
    }

    /** What is kept under keys that begin so, in key order. */
    SortedMap<String, V> beginning(String prefix) {
        return new TreeMap<>(live.subMap(prefix, prefix + LAST));
    }

    /** The last key that is not after this one. */
    Optional<String> upTo(String key) {
        return Optional.ofNullable(live.floorKey(key));
    }

    /** The first key that is after this one. */
    Optional<String> after(String key) {
        return Optional.ofNullable(live.higherKey(key));
    }

    /** Whether the next commit writes this key anyway, so that changing it once more costs no record. */
    boolean isChanged(String key) {
        return changed.contains(key);
    }

    /** Replaces a value; the same again changes nothing. */
    void put(String key, V value) {
        if (!value.equals(live.put(key, value))) {
            changed.add(key);
        }
    }

    /** Replaces a value, or removes it when empty. */
    void set(String key, Optional<V> value) {
        value.ifPresentOrElse(it -> put(key, it), () -> remove(key));
    }

    void remove(String key) {
        if (live.remove(key) != null) {
            changed.add(key);
        }
    }

    @Override
    public void flushCache() {
        changed.forEach(this::log);
        changed.clear();
    }

    private void log(String key) {
        V value = live.get(key);
        if (value != null) {
            logged.add(key);
            log(key, format.write().apply(value));
        } else if (logged.remove(key)) {
            log(key, null);
        }
    }

    private void log(String key, byte @Nullable [] value) {
        var to = Objects.requireNonNull(context, "init comes first");
        Bytes bytes = Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
        to.logChange(name, bytes, value, to.recordContext().timestamp(), new RecordHeaders(), Position.emptyPosition());
    }

    @Override
    public void init(StateStoreContext streams, StateStore root) {
        context = (InternalProcessorContext<?, ?>) streams;
        clear();
        open = true;
        streams.register(root, this::restore);
    }

    private void restore(byte[] keyBytes, byte @Nullable [] value) {
        String key = new String(keyBytes, StandardCharsets.UTF_8);
        awake = false;
        live.remove(key);
        if (value == null) {
            restored.remove(key);
            logged.remove(key);
        } else {
            restored.put(key, value);
            logged.add(key);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
        if (!awake) {
            return QueryResult.forFailure(FailureReason.NOT_ACTIVE, name + " is being restored");
        }
        if (query instanceof Prefix<?>(String prefix)) {
            return (QueryResult<R>) QueryResult.forResult(
                    new ArrayList<>(live.subMap(prefix, prefix + LAST).values()));
        }
        return query instanceof Size
                ? (QueryResult<R>) QueryResult.forResult(live.size())
                : QueryResult.forUnknownQueryType(query, this);
    }

    @Override
    public void clearCache() {
        changed.clear();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<String, V> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public Position getPosition() {
        return Position.emptyPosition();
    }

    @Override
    public void close() {
        open = false;
        clear();
    }

    private void clear() {
        awake = false;
        live.clear();
        restored.clear();
        logged.clear();
        changed.clear();
    }
}
