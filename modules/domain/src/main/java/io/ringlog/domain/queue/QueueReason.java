package io.ringlog.domain.queue;

import io.ringlog.kernel.Code;

/** Why a caller or an agent of a queue moved. */
enum QueueReason implements Code {
    JOINED("queue.joined"),
    FULL("queue.full"),
    NO_AGENTS("queue.no-agents"),
    LONG_WAIT("queue.long-wait"),
    REMOVED("queue.removed"),
    MAX_WAIT("queue.max-wait"),
    AGENT_FREE("queue.agent-free"),
    WRAP_UP_OVER("queue.wrap-up-over"),
    ANSWERED("queue.answered"),
    ABANDONED("queue.abandoned"),
    CALLER_GONE("queue.caller-gone"),
    CALL_OVER("queue.call-over"),
    CLAIMED("queue.claimed"),
    MISSED("queue.missed"),
    MAX_NO_ANSWER("queue.max-no-answer"),
    NEEDS_EAR("queue.needs-ear"),
    LONGEST_IDLE("queue.longest-idle"),
    ROUND_ROBIN("queue.round-robin"),
    FEWEST_CALLS("queue.fewest-calls"),
    LEAST_TALK_TIME("queue.least-talk-time"),
    RANDOM("queue.random"),
    RING_ALL("queue.ring-all"),
    TOP_DOWN("queue.top-down"),
    POSITION_CHANGED("queue.position-changed"),
    MESSAGE_DUE("queue.message-due"),
    ANOTHER_ANSWERED("queue.another-answered"),
    OPTION_CHOSEN("queue.option-chosen"),
    HOOK_ASKED("queue.hook-asked"),
    HOOK_TOLD("queue.hook-told"),
    PRIORITISED("queue.prioritised"),
    MOVED("queue.moved"),
    PULLED("queue.pulled"),
    CALLBACK_KEPT("queue.callback-kept"),
    CALLBACK_DUE("queue.callback-due"),
    CALLBACK_ANSWERED("queue.callback-answered"),
    CALLBACK_NOT_REACHED("queue.callback-not-reached"),
    CALLBACK_EXPIRED("queue.callback-expired"),
    CALLBACK_CANCELLED("queue.callback-cancelled"),
    CALLBACK_CALL_LOST("queue.callback-call-lost");

    private final String code;

    QueueReason(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
