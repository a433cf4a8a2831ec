package io.ringlog.edge.facts;

/** Where facts are written to; the journal, or a test's memory. Used by one thread at a time, answers on any. */
public interface FactSink extends AutoCloseable {

    /**
     * Takes the fact, or says no because it has no room now; never waits, because a call does. Facts that were taken
     * keep their order.
     */
    boolean offer(OutgoingFact fact, Ack ack);

    @Override
    void close();

    /** Told exactly once for each fact that was taken. */
    interface Ack {
        void stored();

        /** Not now; it will be offered again. */
        void failed(Exception why);

        /** Never: the fact itself cannot be written. */
        void impossible(Exception why);
    }
}
