package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What flows may use in a request and nobody may read: it comes in, is kept sealed, and never goes out. */
final class Secrets extends Resource<Secret> {

    /** As a header can hold it. */
    private static final Pattern PLAIN = Pattern.compile("[!-~]([ -~]{0,1022}[!-~])?");

    Secrets() {
        super("secret", "secret", "sec", Secret.class, Set.of());
    }

    @Override
    public Set<String> hidden() {
        return Set.of("secret");
    }

    @Override
    public Set<String> inputs() {
        return Set.of("secret");
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    /** The same secret again changes nothing: a seal would look new each time. */
    @Override
    public void absorb(
            ObjectNode document,
            @Nullable Secret old,
            Map<String, @Nullable Object> values,
            SecretBox box,
            Problems p) {
        String id = String.valueOf(values.get("id"));
        JsonNode given = document.get("secret");
        if (given == null && old != null) {
            values.put("secret", old.secret());
            return;
        }
        boolean fits = given != null
                && given.isTextual()
                && PLAIN.matcher(given.textValue()).matches();
        p.require(
                fits,
                "secret",
                given == null ? "config.required" : "config.bad-secret",
                given == null ? "is required" : "must be 1 to 1024 plain characters, with no blank at either end");
        if (!fits) {
            values.put("secret", "");
        } else if (old != null && box.holds(old.secret(), id, given.textValue())) {
            values.put("secret", old.secret());
        } else {
            values.put("secret", box.seal(given.textValue(), id));
        }
    }

    @Override
    public void check(Secret row, Problems p) {
        Shapes.name(row.name(), "name", p);
    }
}
