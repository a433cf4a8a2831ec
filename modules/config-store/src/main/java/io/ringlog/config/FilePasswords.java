package io.ringlog.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.config.Plan.Generated;
import java.security.SecureRandom;
import java.util.Optional;

/** Makes up a password for a new device that asks for one; an existing device keeps its own. */
final class FilePasswords {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 24;

    private FilePasswords() {}

    static Optional<Generated> generate(FileItem<?> item, boolean isNew) {
        JsonNode asked = item.document().remove("generate_password");
        if (asked == null || !asked.asBoolean() || !isNew) {
            return Optional.empty();
        }
        StringBuilder password = new StringBuilder();
        RANDOM.ints(LENGTH, 0, LETTERS.length()).forEach(i -> password.append(LETTERS.charAt(i)));
        item.document().put("password", password.toString());
        String device = item.document().path("auth_username").asText() + "@"
                + item.document().path("realm").asText();
        return Optional.of(new Generated(device, password.toString()));
    }
}
