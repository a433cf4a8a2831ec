package io.ringlog.domain.registration;

import io.ringlog.kernel.Because;
import io.ringlog.kernel.Code;

/** Why a contact is bound no more. */
enum ContactEnd implements Code {
    EXPIRED,
    DISPLACED,
    EDGE_LOST,
    PASSWORD_CHANGED,
    DEVICE_MOVED,
    DEVICE_DISABLED,
    DEVICE_REMOVED,
    TRUNK_CLOSED,
    TRUNK_REMOVED;

    /** The word of the event. */
    String word() {
        return Because.word(this);
    }

    @Override
    public String code() {
        return "registration." + word().replace('_', '-');
    }
}
