package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.config.RowStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Short codes inside an account. */
final class Extensions extends Resource<Extension> {

    private static final Pattern DIGITS = Pattern.compile("[0-9*#]{1,15}");

    Extensions() {
        super("extension", "extension", "ext", Extension.class, Set.of());
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("digits"));
    }

    @Override
    protected List<Link> ownLinks() {
        return List.of(Link.hours());
    }

    @Override
    public Optional<String> dialled(Extension row) {
        return Optional.of(row.digits());
    }

    @Override
    public boolean mayLead(Extension row, Link link) {
        return row.status() == RowStatus.ACTIVE;
    }

    @Override
    public List<DeadEnd> deadEnds(Extension row) {
        return row.status() == RowStatus.ACTIVE
                ? DeadEnd.closed(row)
                : List.of(DeadEnd.Kind.INACTIVE.of("is disabled: whoever dials it is refused"));
    }

    @Override
    public void check(Extension row, Problems p) {
        p.require(
                DIGITS.matcher(row.digits()).matches(),
                "digits",
                "config.bad-digits",
                "must be 1 to 15 of 0-9, * and #");
        p.require(!row.id().equals(row.dest().id()), "dest_id", "config.dest-self", "must not be the extension itself");
    }
}
