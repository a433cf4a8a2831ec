package io.ringlog.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the folder of the api and the sounds in the bucket the same. The folder is where sounds are written, whether
 * the store can be reached or not. What a sound was when both were last the same says which of two has changed since:
 *
 * <pre>
 *   folder    bucket    last the same
 *   A         -         any              brought to the bucket: what only one has is never taken for removed
 *   A         B         A                taken from the bucket
 *   A         B         other, none      brought to the bucket, in place of B
 *   -         B         B                removed from the bucket: it was removed here
 *   -         B         other, none      taken from the bucket: an empty folder loses nothing
 * </pre>
 */
public final class SoundMirror {

    /** Rounds without a change after which the bucket is looked at all the same: some ten minutes. */
    private static final int QUIET_ROUNDS = 300;

    /** More than these, and more than a tenth of all that were the same, are not taken for removed. */
    private static final int MANY = 10;

    private static final int TENTH = 10;

    /** Whoever did remove them puts this file into the folder; it goes with the round that removes them. */
    private static final String CONFIRMED = ".removed";

    private final Path confirmed;
    private final SoundFolder folder;
    private final Bucket bucket;
    private final SameSounds same;
    private int quiet = QUIET_ROUNDS;

    SoundMirror(Path folder, Bucket bucket) {
        this.confirmed = folder.resolve(CONFIRMED);
        this.folder = new SoundFolder(folder);
        this.bucket = bucket;
        this.same = new SameSounds(folder);
    }

    /** One at a time. */
    void round() throws IOException {
        SortedMap<String, String> here = folder.hashes();
        if (!same.wasLost() && here.equals(same.all()) && quiet < QUIET_ROUNDS) {
            quiet++;
            return;
        }
        quiet = QUIET_ROUNDS;
        settle(here, KeptSound.in(bucket));
        quiet = 0;
    }

    private void settle(Map<String, String> here, SortedMap<String, List<KeptSound>> there) throws IOException {
        SortedSet<String> ids = new TreeSet<>(here.keySet());
        ids.addAll(there.keySet());
        ids.addAll(same.all().keySet());
        SortedSet<String> held = tooManyGone(here.keySet());
        ids.removeAll(held);
        String fault = held.isEmpty()
                ? null
                : held.size() + " sounds are gone from the folder at once and stay in the bucket: delete "
                        + SameSounds.FILE + " there to have them back, or put " + CONFIRMED + " there to remove them";
        for (String id : ids) {
            fault = settle(id, here.get(id), there.getOrDefault(id, List.of())).orElse(fault);
        }
        SoundCopies.failFor(fault);
        Files.deleteIfExists(confirmed);
    }

    /** Sounds that were the same and are no longer in the folder, where so many look like a restore; else none. */
    private SortedSet<String> tooManyGone(Set<String> here) throws IOException {
        SortedSet<String> gone = new TreeSet<>(same.all().keySet());
        gone.removeAll(here);
        boolean isMany = gone.size() > MANY && gone.size() > same.all().size() / TENTH;
        return isMany && !Files.exists(confirmed) ? gone : new TreeSet<>();
    }

    /** Why both cannot be made the same; empty when they are. */
    private Optional<String> settle(String id, @Nullable String here, List<KeptSound> there) throws IOException {
        KeptSound newest = there.isEmpty() ? null : there.getFirst();
        String now = here;
        if (newest != null && isTaken(here, newest.hash(), same.all().get(id))) {
            Optional<String> fault = SoundCopies.fetch(folder, bucket, newest);
            if (fault.isPresent()) {
                return fault;
            }
            now = newest.hash();
        } else if (here != null && (newest == null || !newest.hash().equals(here))) {
            bucket.put(KeptSound.key(id, here), folder.file(id));
        }
        same.note(id, now);
        remove(there, now);
        return Optional.empty();
    }

    /** Whether it is the bucket that has changed. */
    private static boolean isTaken(@Nullable String here, String inBucket, @Nullable String before) {
        return here == null ? !inBucket.equals(before) : !inBucket.equals(here) && here.equals(before);
    }

    private void remove(List<KeptSound> there, @Nullable String now) throws IOException {
        for (KeptSound one : there) {
            if (!one.hash().equals(now)) {
                bucket.remove(one.key());
            }
        }
    }
}
