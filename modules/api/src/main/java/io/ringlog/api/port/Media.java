package io.ringlog.api.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sounds an account can name: those built in and those it brought. Throws {@link Refused}. */
public interface Media {

    /** A sound; a built-in one has no file and so no size. */
    record Sound(String id, boolean builtIn, @Nullable Long bytes) {}

    /** The account's own by id, then the built-in ones. */
    List<Sound> list(String account);

    /** Keeps a sound of any usual format under an id, in place of one that was there. */
    Sound put(String account, String id, byte[] sound);

    /** False when there was none. */
    boolean remove(String account, String id);
}
