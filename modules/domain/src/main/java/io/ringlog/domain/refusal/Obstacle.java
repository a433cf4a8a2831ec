package io.ringlog.domain.refusal;

import io.ringlog.kernel.Code;

/** What was in the way of something to be done to legs of a call: the brain says so before, the edge when it tries. */
public enum Obstacle implements Code {
    CALL_NOT_LIVE("call.not-live"),
    CALL_ENDED("call.ended"),
    CALL_ON_HOLD("call.on-hold"),
    CALL_NOT_ON_HOLD("call.not-on-hold"),
    CALL_BUSY_WITH_HOLD("call.busy-with-hold"),
    LEG_UNKNOWN("leg.unknown"),
    LEG_NOT_TALKING("leg.not-talking"),
    LEG_NOT_HOLDING("leg.not-holding"),
    LEG_NOT_HOSTED("leg.not-hosted"),
    LEG_GONE("leg.gone"),
    TALK_OF_MANY("talk.of-many"),
    TALK_OF_MANY_CALLS("talk.of-many-calls"),
    TALK_ELSEWHERE("talk.elsewhere"),

    CONFERENCE_UNKNOWN("conference.unknown"),
    CONFERENCE_EMPTY("conference.empty"),
    NO_MEMBER("conference.no-member"),
    NO_MODERATOR("conference.no-moderator"),

    BEING_ADDED_TO("call.being-added-to"),
    TALK_FULL("talk.full"),
    ONLY_USERS("talk.only-users"),
    OUTSIDE_BY_USERS("talk.outside-by-users"),

    BEING_TRANSFERRED("call.being-transferred"),
    TOO_MANY_TRANSFERS("transfer.too-many"),
    NOT_A_USER("transfer.not-a-user"),
    NOT_YOURS("transfer.not-yours"),
    UNKNOWN_DIALOG("transfer.unknown-dialog"),
    OTHER_CALL_ENDED("transfer.other-call-ended"),

    NO_CALL_BACK("call-back.unknown"),

    CALL_UNKNOWN("call.unknown"),
    CALL_NOT_ANSWERED("call.not-answered"),
    CALL_NOT_PROXIED("call.not-proxied"),
    CALL_BEING_TAKEN_OVER("call.being-taken-over"),
    TOO_MANY_LEGS("call.too-many-legs"),
    LEG_EXISTS("leg.exists"),
    TALK_UNKNOWN("talk.unknown"),
    MEDIA_CLOSED("media.closed"),
    NO_PORTS("media.no-ports"),

    NOT_RECORDABLE("media.not-recordable"),
    NOT_RECORDED("recording.not-recorded"),
    RECORDED_ALWAYS("recording.always"),
    NO_CONSENT("recording.no-consent"),
    RECORDING_OFF("recording.off"),
    RECORDING_UNKNOWN("recording.unknown"),
    RECORDINGS_FULL("recording.full"),
    NO_COMMON_CODEC("media.no-common-codec"),
    NO_ADDRESS("media.no-address"),
    EXTENSION_REQUIRED("sip.extension-required"),
    TOO_BROAD("sip.too-broad");

    /** Legs that every edge rings for one call beside its caller and one party more; {@link #TOO_MANY_LEGS} beyond. */
    public static final int MOST_RUNG = 30;

    private final String code;

    Obstacle(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
