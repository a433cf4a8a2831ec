package io.ringlog.relay;

/** Something that happens every 20 ms while it is on the {@link EngineClock}. */
interface Beat {
    void frame();

    /** So many frames were left out after a stall: the media clock goes on without them. */
    void missed(int frames);
}
