package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.form.Forms;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.Did;
import io.ringlog.wire.DirectoryEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Inbound numbers; a number belongs to one account of the platform. */
final class Dids extends Resource<Did> {

    Dids() {
        super("did", "did", "did", Did.class, Set.of());
    }

    @Override
    public Set<String> fromAbove() {
        return Set.of("e164");
    }

    /** Where it led was in the account that had it. */
    @Override
    public Optional<Did> movedTo(String accountId, Did row) {
        return Optional.of(new Did(
                row.id(),
                accountId,
                row.e164(),
                row.label(),
                row.status(),
                null,
                row.maxChannels(),
                row.faxMode(),
                row.allowAnonymous(),
                null,
                null,
                null,
                row.recording()));
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.onPlatform("e164"));
    }

    @Override
    protected List<Link> ownLinks() {
        return List.of(Link.hours());
    }

    @Override
    public void absorb(
            ObjectNode document, @Nullable Did old, Map<String, @Nullable Object> values, SecretBox box, Problems p) {
        if (values.get("e164") instanceof String number && number.startsWith("+")) {
            values.put("e164", number.substring(1));
        }
    }

    @Override
    public List<String> inert(Did row) {
        return row.faxMode() == Did.FaxMode.VOICE ? List.of() : List.of("fax_mode");
    }

    @Override
    public Optional<String> dialled(Did row) {
        return Optional.of(row.e164());
    }

    @Override
    public boolean mayLead(Did row, Link link) {
        return row.status() == Did.Status.ACTIVE;
    }

    @Override
    public List<DeadEnd> deadEnds(Did row) {
        return row.status() == Did.Status.ACTIVE
                ? DeadEnd.closed(row)
                : List.of(DeadEnd.Kind.INACTIVE.of("is " + Forms.word(row.status()) + ": its callers are refused"));
    }

    @Override
    public void check(Did row, Problems p) {
        Shapes.e164(row.e164(), "e164", p);
        Shapes.notNegative(row.maxChannels(), "max_channels", p);
    }

    @Override
    public List<DirectoryEntry> directory(Did row) {
        return List.of(new DirectoryEntry.NumberEntry(row.e164(), row.accountId()));
    }
}
