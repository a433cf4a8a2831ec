package io.ringlog.domain.speech;

import java.util.Locale;

/** The fixed sentences and words of the platform; each is a prompt, whose text stands in the list of each language. */
public enum Words {
    WELCOME,
    PLEASE_HOLD,
    CONFIRM_ACCEPT,
    WHISPER_QUEUE,
    ALL_BUSY,
    NO_AGENTS,
    GOODBYE,
    INVALID,
    TRANSFERRING,
    FEATURE_DONE,
    TIME_IS,
    VM_GREETING,
    VM_AFTER_TONE,
    VM_PIN,
    VM_WRONG_PIN,
    VM_YOU_HAVE,
    VM_MESSAGE,
    VM_RECEIVED,
    VM_FROM,
    VM_FROM_UNKNOWN,
    VM_KEYS,
    VM_DELETED,
    VM_TAKE_BACK,
    VM_TAKEN_BACK,
    VM_PASS_ON,
    VM_PASSED_ON,
    VM_BOX_FULL,
    VM_NO_MORE,
    VM_BUSY,
    VM_IS_AWAY,
    VM_IS_BUSY,
    VM_GREETINGS_KEY,
    VM_GREETINGS,
    VM_GREETING_KEYS,
    VM_SPEAK_GREETING,
    VM_GREETING_KEPT,
    VM_NOT_RECORDED,
    VM_NO_GREETING,
    VM_GREETING_REMOVED,
    PARK_SLOT,
    QUEUE_NEXT,
    QUEUE_POSITION,
    QUEUE_WAIT,
    CONFERENCE_PIN,
    CONFERENCE_WRONG_PIN,
    CONFERENCE_ALONE,
    CONFERENCE_WAIT,
    AND,
    AT,
    ON,
    OF,
    TODAY,
    YESTERDAY,
    PLUS,
    STAR,
    POUND;

    /** The name of its prompt. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
