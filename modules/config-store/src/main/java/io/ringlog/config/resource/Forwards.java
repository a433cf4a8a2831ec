package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.Forward;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers outside that calls can be sent to. */
final class Forwards extends Resource<Forward> {

    private static final Pattern DIALLED = Pattern.compile("\\+?[0-9*#][0-9 ().*#-]{0,30}");

    Forwards() {
        super("forward", "forward", "fwd", Forward.class, Set.of());
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    @Override
    public void check(Forward row, Problems p) {
        Shapes.name(row.name(), "name", p);
        p.require(
                DIALLED.matcher(row.number()).matches(),
                "number",
                "config.bad-number",
                "must be a number as it is dialled, in the account's country or with its plus");
    }
}
