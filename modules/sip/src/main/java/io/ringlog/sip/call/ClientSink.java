package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPResponse;

/** Whoever sent a request and waits for what comes back. */
public interface ClientSink {
    void response(SIPResponse response);

    /** No final response in time, or the transport failed. */
    void timedOut();

    /** The connection that the request went over is gone before anything came back, and why. */
    default void lost(String why) {
        timedOut();
    }

    /** Whether the connection matters until the final answer: whoever is there has no other way to give one. */
    default boolean hangsOnConnection() {
        return false;
    }

    /** For requests whose answer changes nothing. */
    ClientSink DEAF = new ClientSink() {
        @Override
        public void response(SIPResponse response) {}

        @Override
        public void timedOut() {}
    };
}
