package io.ringlog.domain.refusal;

import io.ringlog.kernel.Code;

/** Why a leg or a call ended that nobody refused: the causes of CDRs, events and commands. A flow may name its own. */
public enum Cause implements Code {
    CALLER_HUNG_UP("caller.hung-up"),
    CALLED_HUNG_UP("called.hung-up"),
    CALLER_CANCELLED("caller.cancelled"),
    HUNG_UP_OVER_REST("api.hung-up"),
    ROUTED_TO_HANGUP("routing.hangup"),
    FLOW_HANGUP("flow.hangup"),
    QUEUE_GOODBYE("queue.goodbye"),
    QUEUE_OPTION("queue.option-hangup"),
    CALLBACK_GIVEN_UP("queue.callback-given-up"),

    MESSAGE_LEFT("voicemail.left"),
    MESSAGE_TOO_SHORT("voicemail.too-short"),
    MAILBOX_GONE("voicemail.gone"),
    GREETING_UNFINISHED("voicemail.greeting-unfinished"),
    MESSAGES_FETCHED("voicemail.fetched"),
    WRONG_PIN("voicemail.wrong-pin"),

    ANSWERED_ELSEWHERE("call.answered-elsewhere"),
    ANSWERED_TOO_LATE("call.answered-too-late"),
    NOT_TAKEN("call.not-taken"),
    DECLINED_EVERYWHERE("call.declined-everywhere"),
    OFFER_WITHDRAWN("queue.withdrawn"),
    OFFER_EXPIRED("queue.offer-expired"),
    OLDER_FENCE("queue.older-fence"),
    TRANSFERRED("call.transferred"),
    NOBODY_TOOK_BACK("transfer.nobody-took-back"),
    NOBODY_CAME("park.nobody-came"),
    PICKUP_FAILED("pickup.failed"),
    FEATURE_DONE("feature.done"),

    CONFERENCE_KICKED("conference.kicked"),
    CONFERENCE_MODERATOR_LEFT("conference.moderator-left"),
    CONFERENCE_ENDED("conference.ended"),
    CONFERENCE_REMOVED("conference.removed"),

    SUPERVISED_CALL_OVER("supervise.call-over"),

    TALK_DESERTED("talk.deserted"),
    TOO_LONG("call.too-long"),
    MEDIA_SILENT("media.silent"),
    SESSION_EXPIRED("session.expired"),
    PARTY_GONE("party.gone"),
    SIGNALLING_FAILED("signalling.failed"),
    COMMAND_FAILED("edge.command-failed"),
    ENDED_BY_EDGE("edge.ended"),
    NODE_STOPPED("node.stopped"),
    EDGE_LOST("edge_lost");

    private final String code;

    Cause(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
