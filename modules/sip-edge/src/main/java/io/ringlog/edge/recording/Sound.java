package io.ringlog.edge.recording;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** A file of a media store, to be read once and closed. */
public record Sound(long sizeBytes, InputStream bytes) implements Closeable {

    /** All of it. */
    public byte[] all() throws IOException {
        return bytes.readAllBytes();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
