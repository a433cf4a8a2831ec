package io.ringlog.domain.security;

import io.ringlog.domain.journal.SourcesSeen.Deed;
import io.ringlog.kernel.Code;

/** Why an address is not listened to, is again, or is no matter of a question. */
public enum SecurityCode implements Code {
    GUESSED("security.guessed"),
    STRAYED("security.strayed"),
    GARBLED("security.garbled"),
    SCANNED("security.scanned"),
    BY_HAND("security.by-hand"),

    OVER("security.over"),
    LIFTED("security.lifted"),
    MADE_ROOM("security.made-room"),

    RULE_GIVEN("security.rule-given"),
    NO_SUCH_BAN("security.no-such-ban");

    private final String code;

    SecurityCode(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    static SecurityCode of(Deed deed) {
        return switch (deed) {
            case GUESSED -> GUESSED;
            case STRAYED -> STRAYED;
            case GARBLED -> GARBLED;
            case SCANNED -> SCANNED;
        };
    }
}
