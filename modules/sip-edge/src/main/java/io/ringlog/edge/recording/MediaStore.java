package io.ringlog.edge.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where finished sound is kept, by object key: {@code account/name.wav}. May block: never for the desk or a loop. */
public interface MediaStore {

    /**
     * Takes a whole file in; whoever reads the key finds all of it or nothing. The file is moved or copied, and when
     * this fails there is a whole one still, here or there: the same call again makes it good.
     */
    void put(String key, Path file) throws IOException;

    /** The sound of a key, to be read; empty when there is none, which a store that is away cannot say. */
    Optional<Sound> open(String key) throws IOException;

    /** False when there was none. */
    boolean remove(String key) throws IOException;
}
