package io.ringlog.config.resource;

import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.ParkLot;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Slots that callers wait in. */
final class ParkLots extends Resource<ParkLot> {

    private static final int MOST_SLOTS = 100;
    private static final int HIGHEST_SLOT = 99_999_999;
    private static final int LONGEST_SEC = 3600;

    ParkLots() {
        super("park_lot", "park_lot", "pk", ParkLot.class, Set.of());
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"), Unique.inAccount("digits"));
    }

    @Override
    public Optional<String> dialled(ParkLot row) {
        return Optional.of(row.digits());
    }

    @Override
    protected List<Link> ownLinks() {
        return List.of(Link.to("mohPlaylistId", "playlist", Link.Sense.NONE));
    }

    @Override
    public void check(ParkLot row, Problems p) {
        p.require(
                row.digits().matches("[0-9*#]{1,15}"),
                "digits",
                "config.bad-digits",
                "must be 1 to 15 of 0-9, * and #");
        Shapes.range(row.firstSlot(), 1, HIGHEST_SLOT, "first_slot", p);
        Shapes.range(row.slots(), 1, MOST_SLOTS, "slots", p);
        Shapes.range(row.timeoutSec(), 1, LONGEST_SEC, "timeout_sec", p);
        p.require(
                !row.hasSlot(row.digits()),
                "digits",
                "config.park-digits-are-a-slot",
                "must not be one of the lot's own slots");
    }

    /** Whoever dials a slot must come for the one who is parked there, and for nobody else. */
    @Override
    public void relate(ParkLot row, Unwritten come, Sql sql, Problems p) {
        int end = row.firstSlot() + row.slots();
        long lots = sql.number(
                "SELECT count(*) AS n FROM park_lot WHERE account_id = ? AND id <> ?"
                        + " AND first_slot < ? AND first_slot + slots > ?",
                row.accountId(),
                row.id(),
                end,
                row.firstSlot());
        p.require(lots == 0, "first_slot", "config.slots-overlap", "must not begin slots that another lot has too");
    }
}
