package io.ringlog.app.webhook;

import io.ringlog.app.http.HttpOut;

/** What came of telling a webhook. */
sealed interface Outcome {

    /** It has taken it (2xx). */
    record Taken() implements Outcome {}

    /** It wants no more (410). */
    record Gone() implements Outcome {}

    /** It may take it another time. */
    record Failed(String reason) implements Outcome {}

    static Outcome of(HttpOut.Reply reply) {
        return switch (reply) {
            case HttpOut.Reply.Given it -> of(it.status());
            case HttpOut.Reply.None it -> new Failed(it.why());
        };
    }

    private static Outcome of(int status) {
        if (status == 410) {
            return new Gone();
        }
        return status >= 200 && status < 300 ? new Taken() : new Failed("answered " + status);
    }
}
