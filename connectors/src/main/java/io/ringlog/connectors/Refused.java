package io.ringlog.connectors;

/** Refuses a bad setting in a sentence that starts with its key. */
final class Refused {
    private Refused() {}

    static void unless(boolean good, String key, String sentence) {
        if (!good) {
            throw new IllegalArgumentException(key + " " + sentence);
        }
    }
}
