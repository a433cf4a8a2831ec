package io.ringlog.domain.queue;

import io.ringlog.kernel.Code;

/** Why somebody who waits is left where they are, whether a supervisor wants them elsewhere or they do. */
public enum QueueRefusal implements Code {
    TOO_MANY_KEYS("queue.too-many-keys"),
    NOT_WAITING("queue.not-waiting"),
    NO_QUEUE("queue.unknown"),
    ALREADY_THERE("queue.already-there"),
    BAD_PRIORITY("queue.bad-priority"),
    DESERTED("queue.deserted"),
    WAITED_TOO_LONG("queue.waited-too-long"),
    CLOSED("queue.closed"),
    CALLBACK_ALREADY("queue.callback-already"),
    CALLBACKS_FULL("queue.callbacks-full"),
    CALLBACK_NUMBER("queue.callback-number"),
    CALLBACK_TIME("queue.callback-time"),
    CALLBACK_UNKNOWN("queue.callback-unknown"),
    CALLBACK_JOINED("queue.callback-joined");

    private final String code;

    QueueRefusal(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
