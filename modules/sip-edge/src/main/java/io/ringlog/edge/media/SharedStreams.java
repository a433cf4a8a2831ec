package io.ringlog.edge.media;

import io.ringlog.domain.journal.SoundStream;
import io.ringlog.edge.media.Sounds.Missing;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.MusicOnHold;
import io.ringlog.media.audio.MusicStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One stream for all who hear a playlist of an account: its sounds are in memory once however many listen, and not at
 * all when nobody does. Any thread; a disk that hangs holds up nobody who wants another.
 */
final class SharedStreams {

    /** A sound that was replaced is heard by who comes after so long. */
    private static final long FRESH_NANOS = Duration.ofMinutes(10).toNanos();

    /** Finds the sounds of a playlist; blocks as long as their disk does. */
    interface Opener {
        List<Clip> open(String account, SoundStream stream, List<Missing> missing);
    }

    private record Key(String account, SoundStream stream) {}

    private record Open(WeakReference<MusicStream> music, List<Missing> missing, long since) {}

    private final Opener opener;
    private final long most;
    private final MusicStream builtIn = MusicStream.of(List.of(MusicOnHold.clip()), null);
    private final Map<Key, Open> open = new HashMap<>();

    /** @param most samples of all streams that are open together; beyond them the built-in music is heard */
    SharedStreams(Opener opener, long most) {
        this.opener = opener;
        this.most = most;
    }

    /** @param missing takes what of it is not heard; where that is all, the built-in music is */
    MusicStream find(String account, SoundStream stream, List<Missing> missing) {
        Key key = new Key(account, stream);
        Heard heard = known(key).orElseGet(() -> first(key, opened(key)));
        missing.addAll(heard.missing());
        return heard.music();
    }

    private record Heard(MusicStream music, List<Missing> missing) {}

    private synchronized Optional<Heard> known(Key key) {
        open.values().removeIf(it -> it.music().get() == null);
        return Optional.ofNullable(open.get(key))
                .filter(it -> System.nanoTime() - it.since() < FRESH_NANOS)
                .flatMap(it -> Optional.ofNullable(it.music().get()).map(music -> new Heard(music, it.missing())));
    }

    private Heard opened(Key key) {
        List<Missing> gone = new ArrayList<>();
        List<Clip> clips = opener.open(key.account(), key.stream(), gone).stream()
                .filter(it -> it.length() > 0)
                .toList();
        List<Clip> heard = clips.isEmpty() ? List.of(MusicOnHold.clip()) : clips;
        return new Heard(MusicStream.of(heard, key.stream().seed()), List.copyOf(gone));
    }

    /** Of several who opened it at once, all hear the one of whoever was first. */
    private synchronized Heard first(Key key, Heard mine) {
        return known(key).orElseGet(() -> {
            long held = open.values().stream()
                    .map(it -> it.music().get())
                    .filter(Objects::nonNull)
                    .mapToLong(MusicStream::length)
                    .sum();
            if (held > 0 && held + mine.music().length() > most) {
                return new Heard(
                        builtIn,
                        List.of(new Missing(
                                key.stream().mediaIds().getFirst(), "this edge has as much music open as it holds")));
            }
            open.put(key, new Open(new WeakReference<>(mine.music()), mine.missing(), System.nanoTime()));
            return mine;
        });
    }

    /** How many are in memory. */
    synchronized int size() {
        return (int)
                open.values().stream().filter(it -> it.music().get() != null).count();
    }
}
