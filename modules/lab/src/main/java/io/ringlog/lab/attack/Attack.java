package io.ringlog.lab.attack;

import java.io.Closeable;
import java.io.IOException;

/** One kind of what strangers send; for one thread. */
interface Attack extends Closeable {

    /** As the table of the soak calls it. */
    String word();

    /** How often {@link #send} is to be called in a second. */
    int perSecond();

    /** Sends the next of its kind; what the system has no room for now is not sent. */
    void send() throws IOException;

    /** What was sent so far, in the unit of its word. */
    long sent();
}
