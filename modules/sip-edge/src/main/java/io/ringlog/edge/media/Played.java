package io.ringlog.edge.media;

/** What becomes of a sound before its end. */
public interface Played {
    /** Something else is played than was asked for. */
    void missing(Sounds.Missing what);

    /** The loop is too busy: nothing more is told of it. */
    void refused();
}
