package io.ringlog.relay;

/** A talk cannot take more legs; nothing has been changed. */
public final class TalkRefused extends Exception {
    private static final long serialVersionUID = 1L;

    TalkRefused(String why) {
        super(why);
    }
}
