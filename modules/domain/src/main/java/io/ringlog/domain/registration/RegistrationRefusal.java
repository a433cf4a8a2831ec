package io.ringlog.domain.registration;

import io.ringlog.kernel.Code;

/** Why a REGISTER with right credentials binds nothing, each with its final answer (RFC 3261 section 10.3). */
public enum RegistrationRefusal implements Code {
    NOT_YOURS("registration.not-yours", 403, "Forbidden"),
    OUT_OF_ORDER("registration.out-of-order", 500, "Out of order"),
    TOO_BRIEF("registration.too-brief", 423, "Interval Too Brief"),
    TOO_MANY_CONTACTS("registration.too-many-contacts", 403, "Too many contacts");

    private final String code;
    private final int status;
    private final String phrase;

    RegistrationRefusal(String code, int status, String phrase) {
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
