package io.ringlog.sip.trunk;

import gov.nist.javax.sip.message.SIPResponse;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended.
 *
 * @param status 408 when nothing came in time, 503 when it could not be sent, 0 when it was not for a reason of ours
 * @param response null when none came
 */
record Answer(int status, @Nullable SIPResponse response) {

    static Answer of(SIPResponse response) {
        return new Answer(response.getStatusCode(), response);
    }

    static Answer none() {
        return new Answer(408, null);
    }

    static Answer notAsked() {
        return new Answer(0, null);
    }

    static Answer notSent() {
        return new Answer(503, null);
    }
}
