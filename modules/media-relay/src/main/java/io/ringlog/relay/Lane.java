package io.ringlog.relay;

/** A loop and what it works at. */
final class Lane {
    final MediaLoop loop;
    final Switchboard board;

    Lane(MediaLoop loop, Switchboard board) {
        this.loop = loop;
        this.board = board;
    }
}
