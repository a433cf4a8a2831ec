package io.ringlog.lab.demo;

/** One thing the demo shows and proves. */
interface Scene {

    String title();

    /** Plays it; {@link Failed} when something was not as it should be. */
    void play(Stage stage, Narrator narrator);

    /** What should have been true was not. */
    final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String what) {
            super(what);
        }
    }

    /** Proves one thing and tells it. */
    static void prove(Narrator narrator, boolean truth, String what) {
        if (!truth) {
            throw new Failed("not so: " + what);
        }
        narrator.proved(what);
    }
}
