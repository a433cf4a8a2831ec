package io.ringlog.domain.refusal;

import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.kernel.Code;
import java.util.Arrays;
import java.util.Optional;

/**
 * Every reason for which a call is refused on its way, each with its code, and what the caller's phone is told
 * (status codes: RFC 3261 section 21). Refusals of whom a caller is are those of {@code registration}.
 */
public enum Refusal implements Code {
    ACCOUNT_INACTIVE("account.inactive", Answer.FORBIDDEN),
    NUMBER_INACTIVE("number.inactive", Answer.FORBIDDEN),

    ACCOUNT_FULL("admission.account-full", Answer.CONGESTED),
    RESELLER_FULL("admission.reseller-full", Answer.CONGESTED),
    GROUP_FULL("admission.group-full", Answer.CONGESTED),
    TRUNK_FULL("admission.trunk-full", Answer.CONGESTED),
    NUMBER_FULL("admission.number-full", Answer.CONGESTED),
    USER_FULL("admission.user-full", Answer.CONGESTED),
    RATE("admission.rate", Answer.CONGESTED),

    FRAUD("fraud.blocked", Answer.FORBIDDEN),

    UNKNOWN_NUMBER("routing.unknown-number", Answer.NOT_FOUND),
    FOREIGN_DOMAIN("routing.foreign-domain", Answer.NOT_FOUND),
    NO_ROUTE("routing.no-route", Answer.NOT_FOUND),
    NOT_A_NUMBER("routing.not-a-number", Answer.NOT_FOUND),
    CLASS_FORBIDDEN("routing.class-forbidden", Answer.FORBIDDEN),
    NUMBER_REFUSED("routing.number-refused", Answer.NOT_FOUND),
    TRUNKS_FAILED(
            "routing.trunks-failed", new Answer(503, "Service Unavailable", "Q.850;cause=38", Disposition.FAILED)),
    TRUNK_NOT_REGISTERED("trunk.not-registered", Answer.unavailable(20, Disposition.FAILED)),
    INSIDE_FORBIDDEN("trunk.inside-forbidden", Answer.FORBIDDEN),
    TRUNK_SPEECHLESS("trunk.no-codec", new Answer(488, "Not Acceptable Here", null, Disposition.REFUSED)),
    TARGET_MISSING("routing.target-missing", Answer.NOT_FOUND),
    TARGET_UNAVAILABLE("routing.target-unavailable", new Answer(501, "Not Implemented", null, Disposition.REFUSED)),
    EXTENSION_DISABLED("routing.extension-disabled", Answer.FORBIDDEN),
    ANONYMOUS_REFUSED("routing.anonymous-refused", new Answer(433, "Anonymity Disallowed", null, Disposition.REFUSED)),
    CLOSED("routing.closed", Answer.unavailable(31, Disposition.REFUSED)),
    TOO_MANY_HOPS("routing.too-many-hops", new Answer(482, "Loop Detected", null, Disposition.REFUSED)),

    ENCRYPTION_REQUIRED("media.encryption-required", Answer.NOT_ACCEPTABLE),
    ENCRYPTION_OFF("media.encryption-off", Answer.NOT_ACCEPTABLE),
    ENCRYPTION_UNUSABLE("media.encryption-unusable", Answer.NOT_ACCEPTABLE),
    ENCRYPTION_NOT_OVER_TLS("media.encryption-not-over-tls", Answer.NOT_ACCEPTABLE),

    PARK_NOBODY("park.nobody", Answer.NOT_FOUND),
    PARK_TAKEN("park.taken", new Answer(486, "Busy Here", "Q.850;cause=17", Disposition.BUSY)),
    PICKUP_NOTHING("pickup.nothing-rings", Answer.unavailable(31, Disposition.FAILED)),
    FEATURE_NO_USER("feature.no-user", Answer.FORBIDDEN),
    FEATURE_NO_EXTENSION("feature.no-such-extension", Answer.NOT_FOUND),
    FEATURE_NOT_DONE("feature.not-done", Answer.unavailable(41, Disposition.FAILED)),
    REDIAL_NOTHING("redial.nothing", Answer.NOT_FOUND),
    CALL_BACK_FULL("call-back.too-many", Answer.CONGESTED),
    CALL_BACK_OUTSIDE("call-back.outside", Answer.NOT_FOUND),
    REPLACES_UNKNOWN(
            "replaces.unknown-dialog", new Answer(481, "Call/Transaction Does Not Exist", null, Disposition.FAILED)),
    REPLACES_EARLY_ONLY("replaces.early-only", new Answer(486, "Busy Here", "Q.850;cause=17", Disposition.BUSY)),
    REPLACES_NOT_NOW("replaces.not-now", Answer.unavailable(41, Disposition.FAILED)),
    PSTN_TRANSFER("transfer.outside-not-allowed", Answer.FORBIDDEN),

    NO_SUPERVISOR("supervise.no-supervisor", Answer.FORBIDDEN),
    NOT_SUPERVISED("supervise.not-supervised", Answer.FORBIDDEN),
    OWN_TALK("supervise.own-talk", Answer.FORBIDDEN),
    NOBODY_TALKS("supervise.nobody-talks", Answer.unavailable(31, Disposition.FAILED)),
    SUPERVISED_ENOUGH("supervise.full", new Answer(486, "Busy Here", "Q.850;cause=17", Disposition.BUSY)),
    SUPERVISED_ELSEWHERE("supervise.elsewhere", Answer.unavailable(41, Disposition.FAILED)),

    BUSY("routing.busy", new Answer(486, "Busy Here", "Q.850;cause=17", Disposition.BUSY)),
    NO_ANSWER("routing.no-answer", Answer.unavailable(19, Disposition.NO_ANSWER)),
    DECLINED("routing.declined", new Answer(603, "Decline", "Q.850;cause=21", Disposition.BUSY)),
    UNREACHABLE("routing.unreachable", Answer.unavailable(20, Disposition.NO_ANSWER)),

    MAILBOX_NONE("voicemail.none", Answer.NOT_FOUND),
    MAILBOX_NOT_YOURS("voicemail.not-yours", Answer.FORBIDDEN),
    MAILBOX_LOCKED("voicemail.locked", Answer.FORBIDDEN),
    MAILBOX_FULL("voicemail.full", Answer.unavailable(19, Disposition.NO_ANSWER)),
    CONFERENCE_FULL("conference.full", new Answer(486, "Busy Here", "Q.850;cause=17", Disposition.BUSY)),
    CONFERENCE_LOCKED("conference.locked", Answer.FORBIDDEN),
    CONFERENCE_PIN("conference.wrong-pin", Answer.FORBIDDEN),
    CONFERENCE_ELSEWHERE("conference.elsewhere", Answer.unavailable(41, Disposition.FAILED)),

    // Nobody forbade these calls: the platform could not take them any further (RFC 3261 section 21.4.18).
    FLOW_MISSING("flow.missing", Answer.unavailable(41, Disposition.FAILED)),
    FLOW_NO_ENTRY("flow.no-entry", Answer.unavailable(41, Disposition.FAILED)),
    FLOW_NO_EDGE("flow.no-edge", Answer.unavailable(41, Disposition.FAILED)),
    FLOW_DANGLING_EDGE("flow.dangling-edge", Answer.unavailable(41, Disposition.FAILED)),
    FLOW_LOOP("flow.loop", Answer.unavailable(41, Disposition.FAILED));

    private final String code;
    private final Answer answer;

    Refusal(String code, Answer answer) {
        this.code = code;
        this.answer = answer;
    }

    @Override
    public String code() {
        return code;
    }

    public Answer answer() {
        return answer;
    }

    /** What the caller's phone is told of a code; one that is not of this list forbids. */
    public static Answer answer(String code, Direction direction) {
        Answer answer = of(code).map(it -> it.answer).orElse(Answer.FORBIDDEN);
        return answer.equals(Answer.CONGESTED) && direction == Direction.INBOUND ? Answer.FULL : answer;
    }

    /** What the caller is told when nobody took a call. */
    public static Refusal of(RingOutcome outcome) {
        return switch (outcome) {
            case BUSY -> BUSY;
            case NO_ANSWER -> NO_ANSWER;
            case DECLINED -> DECLINED;
            case UNREACHABLE -> UNREACHABLE;
        };
    }

    private static Optional<Refusal> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code.equals(code)).findFirst();
    }
}
