package io.ringlog.relay;

/** Takes what is said in a call. Called on the loop's own thread: whoever implements it must not block. */
public interface Tape {
    /**
     * Takes the next 20 ms (8 kHz, 16-bit linear), silence where nothing came: 160 samples of what one leg says, or of
     * a talk 320, left and right by turns.
     *
     * @param frame good until the call returns
     * @return false when it wants no more
     */
    boolean frame(short[] frame);

    /** So many frames are missing between those before and those after, or silent for want of a codec. */
    default void missed(int frames) {}

    /** Nothing more comes, and why does not matter here; called once, also after {@link #frame} wanted no more. */
    void over();
}
