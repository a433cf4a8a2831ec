package io.ringlog.domain.trunk;

import io.ringlog.kernel.Code;

/** What is wrong with a trunk or our registration at it. */
public enum TrunkTrouble implements Code {
    /** It has not answered OPTIONS several times in a row. */
    DOWN("trunk.down"),
    SILENT("trunk.silent"),
    REFUSED("trunk.refused"),
    /** It was not asked: the edge had too much to ask. */
    NOT_ASKED("trunk.not-asked"),
    /** It does not believe the credentials it was given. */
    LOGIN_REFUSED("trunk.login-refused"),
    /** It asks for credentials that the trunk has none of. */
    LOGIN_MISSING("trunk.login-missing"),
    /** It asks in ways that we cannot answer: another algorithm, or {@code auth-int} alone. */
    LOGIN_UNSUPPORTED("trunk.login-unsupported"),
    /** It says yes, and has no contact of ours, or one whose life is over. */
    NOT_BOUND("trunk.not-bound"),
    /** No edge lives that could register. */
    NO_EDGE("trunk.no-edge"),
    /** It names proxies for calls to it that cannot be passed. */
    ROUTE_UNUSABLE("trunk.route-unusable"),
    /** It names proxies for calls to it of which the first is not reached by TLS, as the trunk is. */
    ROUTE_IN_CLEAR("trunk.route-in-clear");

    private final String code;

    TrunkTrouble(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** What a final answer other than 2xx says. */
    static TrunkTrouble of(int status) {
        return status == 0 ? NOT_ASKED : status == 408 ? SILENT : REFUSED;
    }
}
