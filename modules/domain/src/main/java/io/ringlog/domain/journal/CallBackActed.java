package io.ringlog.domain.journal;

/** Somebody asks through the API for a call back, or for none; the decision goes back to {@code replyTo}. */
public sealed interface CallBackActed extends Input {

    String requestId();

    String replyTo();

    /** {@code us_} id or username of who is to be called back. */
    String userId();

    /** Who asks: an API key. */
    String actor();

    /**
     * A user is to be called back as soon as somebody is free.
     *
     * @param to what the user would dial for them
     */
    record CallBackWanted(String requestId, String replyTo, String userId, String to, String actor)
            implements CallBackActed {}

    /** A user is to be called back no more. */
    record CallBackUnwanted(String requestId, String replyTo, String userId, String actor) implements CallBackActed {}
}
