package io.ringlog.domain.voicemail;

import io.ringlog.domain.journal.MailTried.Result;
import io.ringlog.kernel.Code;

/** Why a mail about a message was put off or given up. */
public enum MailCode implements Code {
    REFUSED("mail.refused"),
    PUT_OFF("mail.put-off"),
    NO_SOUND("mail.no-sound"),
    NO_SERVER("mail.no-server"),
    NO_ANSWER("mail.no-answer"),
    NOT_WANTED("mail.not-wanted"),
    MESSAGE_GONE("mail.message-gone");

    private final String code;

    MailCode(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** What a failure is called. */
    static MailCode of(Result failed) {
        return switch (failed) {
            case SENT -> throw new IllegalArgumentException("no failure: " + failed);
            case REFUSED -> REFUSED;
            case PUT_OFF -> PUT_OFF;
            case NO_SOUND -> NO_SOUND;
            case NO_SERVER -> NO_SERVER;
        };
    }

    /** Whether the same may succeed later. */
    boolean mayPass() {
        return switch (this) {
            case PUT_OFF, NO_SOUND, NO_ANSWER -> true;
            case REFUSED, NO_SERVER, NOT_WANTED, MESSAGE_GONE -> false;
        };
    }
}
