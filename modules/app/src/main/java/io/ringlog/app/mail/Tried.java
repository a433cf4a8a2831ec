package io.ringlog.app.mail;

import io.ringlog.domain.journal.MailTried.Result;

/**
 * What came of one try.
 *
 * @param unsure whether the mail may have been taken although nobody said so
 */
record Tried(Result result, boolean unsure, String text) {

    /** A server may say a lot. */
    private static final int LONGEST = 200;

    static Tried of(Result result, boolean unsure, String text) {
        String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return new Tried(result, unsure, plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST));
    }

    /** A try before this one was begun, and nobody knows how it ended. */
    Tried perhapsBefore() {
        return new Tried(result, true, text);
    }
}
