package io.ringlog.relay;

/** Takes what the party of one leg says. Called on the loop's own thread: whoever implements it must not block. */
public interface Tape {
    /**
     * Takes the next 20 ms (8 kHz mono, 16-bit linear), silence where nothing came.
     *
     * @param frame good until the call returns
     * @return false when it wants no more
     */
    boolean frame(short[] frame);

    /** Nothing more comes, and why does not matter here; called once, also after {@link #frame} wanted no more. */
    void over();
}
