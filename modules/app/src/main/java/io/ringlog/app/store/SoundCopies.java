package io.ringlog.app.store;

import io.ringlog.edge.recording.Sound;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Keeps an edge's copies as the sounds in the bucket are; the edge plays from there, whatever the store does. */
public final class SoundCopies {

    /** A round asks the store for its list once; a sound is told that much later at most. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private final SoundFolder folder;
    private final Bucket bucket;

    SoundCopies(Path folder, Bucket bucket) {
        this.folder = new SoundFolder(folder);
        this.bucket = bucket;
    }

    /** A sound that is not what it should be keeps none of the others away. */
    void round() throws IOException {
        SortedMap<String, List<KeptSound>> there = KeptSound.in(bucket);
        SortedMap<String, String> here = folder.hashes();
        String fault = null;
        for (List<KeptSound> sounds : there.values()) {
            KeptSound newest = sounds.getFirst();
            if (!newest.hash().equals(here.get(newest.id()))) {
                fault = fetch(folder, bucket, newest).orElse(fault);
            }
        }
        if (there.isEmpty() && !here.isEmpty()) {
            throw new IOException("the bucket has no sound at all; the copies of " + here.size() + " are kept");
        }
        for (String id : here.keySet()) {
            if (!there.containsKey(id)) {
                folder.remove(id);
            }
        }
        failFor(fault);
    }

    /** Why it was not taken; empty when it was. */
    static Optional<String> fetch(SoundFolder folder, Bucket bucket, KeptSound wanted) throws IOException {
        try (Sound sound = bucket.open(wanted.key()).orElse(null)) {
            return sound == null
                    ? Optional.of(wanted.id() + " went meanwhile")
                    : folder.take(wanted.id(), wanted.hash(), sound);
        }
    }

    static void failFor(@Nullable String fault) throws IOException {
        if (fault != null) {
            throw new IOException(fault);
        }
    }
}
