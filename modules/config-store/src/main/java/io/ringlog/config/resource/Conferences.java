package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.Conference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conference rooms. Their PINs come in, are kept sealed, and never go out. */
final class Conferences extends Resource<Conference> {

    private static final Pattern PIN = Pattern.compile("[0-9]{4,10}");

    Conferences() {
        super("conference", "conference", "conf", Conference.class, Set.of());
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    @Override
    public Set<String> hidden() {
        return Set.of("pin", "moderatorPin");
    }

    @Override
    public Set<String> inputs() {
        return Set.of("pin", "moderator_pin");
    }

    @Override
    public void absorb(
            ObjectNode document,
            @Nullable Conference old,
            Map<String, @Nullable Object> values,
            SecretBox box,
            Problems p) {
        String id = String.valueOf(values.get("id"));
        values.put("pin", sealed(document, "pin", old == null ? null : old.pin(), new Seal(box, id), p));
        values.put(
                "moderatorPin",
                sealed(document, "moderator_pin", old == null ? null : old.moderatorPin(), new Seal(box, id), p));
        if (values.get("pin") instanceof String pin && values.get("moderatorPin") instanceof String moderator) {
            p.require(
                    box.opened(pin, id)
                            .filter(it -> box.holds(moderator, id, it))
                            .isEmpty(),
                    "moderator_pin",
                    "config.taken",
                    "must differ from pin: it says who is a moderator");
        }
    }

    private record Seal(SecretBox box, String id) {}

    /** The same PIN again changes nothing: a seal would look new each time. */
    private static @Nullable String sealed(
            ObjectNode document, String field, @Nullable String old, Seal seal, Problems p) {
        JsonNode given = document.get(field);
        if (given == null) {
            return old;
        }
        if (given.isNull()) {
            return null;
        }
        boolean fits = given.isTextual() && PIN.matcher(given.textValue()).matches();
        p.require(fits, field, "config.bad-pin", "must be text of 4 to 10 digits");
        if (!fits || (old != null && seal.box().holds(old, seal.id(), given.textValue()))) {
            return old;
        }
        return seal.box().seal(given.textValue(), seal.id());
    }

    @Override
    public void check(Conference row, Problems p) {
        Shapes.name(row.name(), "name", p);
        Shapes.range(row.maxMembers(), 2, Conference.MOST_MEMBERS, "max_members", p);
        String needed = "is required: without it nobody can be a moderator";
        boolean hasModerators = row.moderatorPin() != null;
        p.require(
                hasModerators || !(row.waitForModerator() || row.endWithModerator()),
                "moderator_pin",
                "config.required",
                needed);
    }
}
