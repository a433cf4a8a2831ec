package io.ringlog.domain.registration;

import io.ringlog.kernel.Code;

/**
 * Why nobody is taken for a device and its user or for a trunk, or who they are is not enough, each with what the phone
 * is told.
 */
public enum AuthRefusal implements Code {
    MISSING("auth.missing", Told.CHALLENGE),
    WRONG("auth.wrong", Told.CHALLENGE),
    URI_DIFFERS("auth.uri-differs", Told.CHALLENGE),
    /** Right credentials whose nonce is used up: the phone may answer again by itself. */
    REPLAYED("auth.replayed", Told.CHALLENGE),

    UNTRUSTED("auth.untrusted", Told.FORBIDDEN),
    FROM_OF_ANOTHER("auth.from-of-another", Told.FORBIDDEN),
    DEVICE_DISABLED("device.disabled", Told.FORBIDDEN),
    TRUNK_CLOSED("trunk.closed", Told.FORBIDDEN),
    USER_MISSING("user.missing", Told.FORBIDDEN),
    USER_DISABLED("user.disabled", Told.FORBIDDEN);

    /** The class of final answer. */
    public enum Told {
        /** 401 to a REGISTER, 407 to an INVITE. */
        CHALLENGE,
        /** 403. */
        FORBIDDEN
    }

    private final String code;
    private final Told told;

    AuthRefusal(String code, Told told) {
        this.code = code;
        this.told = told;
    }

    @Override
    public String code() {
        return code;
    }

    public Told told() {
        return told;
    }
}
