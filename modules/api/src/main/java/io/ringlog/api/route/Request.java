package io.ringlog.api.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Keys.Key;
import java.util.Optional;

/** One admitted request, as far as a route may look at it. */
public interface Request {

    /** The key it came with; an open route has none and must not ask. */
    Key key();

    /** The account it is about: the key's own, or one of its subtree that was named. */
    String account();

    /** A variable of the path. */
    String path(String name);

    /** A parameter of the query; empty when it is left out. */
    Optional<String> query(String name);

    Optional<String> header(String name);

    /** The body as it came. */
    byte[] bytes();

    /** The body, a JSON object. */
    ObjectNode document();

    /** The body as a record with these very fields; every other field is refused. */
    <T extends Record> T body(Class<T> type);

    /** Who did it, for the log: never the secret. */
    default String actor() {
        return "key:" + key().id();
    }
}
