package io.ringlog.domain.admission;

import io.ringlog.kernel.Code;

/** What came of a wish that sliding windows count anew. */
public enum ResetCode implements Code {
    RESET("admission.reset"),
    NO_WINDOW("admission.no-window");

    private final String code;

    ResetCode(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
