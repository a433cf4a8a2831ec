package io.ringlog.app.store;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sound in the bucket, {@code sounds/<id>.<hash>.wav}: what a key holds never changes, and another sound of the same
 * id has another key. No recording has a key that begins so.
 *
 * @param id path below the folder of sounds, without {@code .wav}: {@code acc_1/welcome}
 * @param hash of its bytes, as {@link SoundFolder#hashes()} gives it
 * @param since when the store took it
 */
record KeptSound(String key, String id, String hash, Instant since) {

    private static final String PREFIX = "sounds/";
    private static final String PART = "[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}";
    private static final Pattern ID = Pattern.compile(PART + "(/" + PART + "){1,4}");
    private static final Pattern KEY = Pattern.compile(PREFIX + "(.+)\\.([0-9a-f]{32})\\.wav");
    private static final Comparator<KeptSound> NEWEST_FIRST = Comparator.comparing(KeptSound::since)
            .thenComparing(KeptSound::hash)
            .reversed();

    /** Whether it names a file that may be in a folder of sounds, and none outside. */
    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    static String key(String id, String hash) {
        return PREFIX + id + "." + hash + ".wav";
    }

    /** All sounds of the bucket by id, the newest of each first; whatever else lies there is left alone. */
    static SortedMap<String, List<KeptSound>> in(Bucket bucket) throws IOException {
        SortedMap<String, List<KeptSound>> sounds = new TreeMap<>();
        for (Bucket.Listed one : bucket.list(PREFIX)) {
            of(one).ifPresent(it ->
                    sounds.computeIfAbsent(it.id(), any -> new ArrayList<>()).add(it));
        }
        sounds.values().forEach(it -> it.sort(NEWEST_FIRST));
        return sounds;
    }

    private static Optional<KeptSound> of(Bucket.Listed one) {
        Matcher key = KEY.matcher(one.key());
        return key.matches() && isId(key.group(1))
                ? Optional.of(new KeptSound(one.key(), key.group(1), key.group(2), one.since()))
                : Optional.empty();
    }
}
