package io.ringlog.domain.lamp;

import io.ringlog.kernel.Code;

/** Why a SUBSCRIBE with right credentials is refused, each with its final answer (RFC 6665 section 4.2.1). */
public enum WatchRefusal implements Code {
    NO_SUCH_TARGET("watch.no-such-target", 404, "Not Found"),
    FOREIGN_DOMAIN("watch.foreign-domain", 403, "Forbidden"),
    NOT_YOURS("watch.not-yours", 403, "Forbidden"),
    NO_MAILBOX("watch.no-mailbox", 404, "Not Found"),
    TOO_BRIEF("watch.too-brief", 423, "Interval Too Brief"),
    TOO_MANY("watch.too-many", 480, "Temporarily Unavailable");

    private final String code;
    private final int status;
    private final String phrase;

    WatchRefusal(String code, int status, String phrase) {
        this.code = code;
        this.status = status;
        this.phrase = phrase;
    }

    @Override
    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String phrase() {
        return phrase;
    }
}
