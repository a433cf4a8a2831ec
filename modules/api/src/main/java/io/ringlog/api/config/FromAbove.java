package io.ringlog.api.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Keys.Key;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import java.util.Set;

/** Fields an account has, but does not decide: what it may use is sold to it, what all share is given to it. */
final class FromAbove {

    private FromAbove() {}

    /** A new row may say them only when the platform asks for it. */
    static void refuse(Key key, ObjectNode body, Set<String> fields) {
        for (String field : fields) {
            if (!key.platform() && body.has(field) && !isNothing(body.path(field))) {
                throw refused(field);
            }
        }
    }

    /** A row that exists keeps what it has of them. */
    static void keep(ObjectNode before, ObjectNode body, boolean replace, Set<String> fields) {
        for (String field : fields) {
            if (replace && !body.has(field)) {
                body.set(field, before.get(field));
            }
            if (body.has(field) && !isSame(body.get(field), before.get(field))) {
                throw refused(field);
            }
        }
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull() || (value.isArray() && value.isEmpty());
    }

    private static Refused refused(String field) {
        return Refused.field(Why.FROM_ABOVE, field, Why.FROM_ABOVE.code(), "is set from above the account");
    }

    /** A boolean may come as 0 or 1. */
    private static boolean isSame(JsonNode given, JsonNode before) {
        return given.equals(before) || (before.isBoolean() && given.isInt() && given.asBoolean() == before.asBoolean());
    }
}
