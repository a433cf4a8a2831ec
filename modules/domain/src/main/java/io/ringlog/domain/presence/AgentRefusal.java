package io.ringlog.domain.presence;

import io.ringlog.kernel.Code;

/** Why an agent's wish is refused. */
public enum AgentRefusal implements Code {
    UNKNOWN("agent.unknown"),
    NOT_AN_AGENT("agent.not-an-agent"),
    DISABLED("agent.disabled"),
    NOT_LOGGED_IN("agent.not-logged-in"),
    UNKNOWN_QUEUE("agent.unknown-queue"),
    NOT_A_MEMBER("agent.not-a-member"),
    SUPERVISED_QUEUE("agent.supervised-queue"),
    NOT_READY("agent.not-ready"),
    NO_CALL("agent.no-call"),
    CALL_NOT_YOURS("agent.call-not-yours"),
    TOO_LATE("agent.too-late"),
    UNKNOWN_DISPOSITION("agent.unknown-disposition"),
    NOTE_TOO_LONG("agent.note-too-long");

    private final String code;

    AgentRefusal(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
