package io.ringlog.domain.fraud;

import io.ringlog.kernel.Code;

/** Why something was told of calls that go out, or is stopped no more. */
public enum FraudCode implements Code {
    SUSPECTED("fraud.suspected"),
    OVER("fraud.over"),
    LIFTED("fraud.lifted"),
    RULE_CHANGED("fraud.rule-changed"),
    NOT_BLOCKED("fraud.not-blocked");

    private final String code;

    FraudCode(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
