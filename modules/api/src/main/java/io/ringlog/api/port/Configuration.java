package io.ringlog.api.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes configuration as snake_case documents; throws {@link Refused} and then has changed nothing. */
public interface Configuration {

    /** A row as a document with its version, which is its ETag. */
    record Document(ObjectNode body, long version) {}

    /** Some rows in id order; {@code next} is where the next page goes on, null on the last. */
    record Documents(List<Document> rows, @Nullable String next) {
        public Documents {
            rows = List.copyOf(rows);
        }
    }

    /** A change of a row: {@code replace} resets what is left out; a null version asks for nothing. */
    record Change(
            ObjectNode body, boolean replace, @Nullable Long ifVersion) {}

    /**
     * Rows that come together, found again by id or natural key.
     *
     * @param dryRun whether it is only told what would be done
     * @param mayGive whether they may say what is given from above
     */
    record Import(List<ObjectNode> rows, boolean dryRun, boolean mayGive) {
        public Import {
            rows = List.copyOf(rows);
        }
    }

    /** What became of a row. */
    enum ImportAction {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    /** A row of an import, in its order. */
    record ImportedRow(String id, String name, ImportAction action) {}

    /** To whom a row goes; a null version asks for nothing. */
    record Move(String newOwner, @Nullable Long ifVersion) {}

    /** Which rows of a list. */
    record Listing(@Nullable String after, int limit, Map<String, String> where) {
        public Listing {
            where = Map.copyOf(where);
        }
    }

    /** What there is and which fields it has. */
    List<ResourceShape> resources();

    Document create(String resource, String account, ObjectNode body, String actor);

    Document change(String resource, String account, String id, Change change, String actor);

    /** Writes rows of one kind, all of them or none; a problem names its row as {@code rows[3].username}. */
    List<ImportedRow> importRows(String resource, String account, Import rows, String actor);

    /** Gives a row to another account. */
    Document move(String resource, String account, String id, Move move, String actor);

    void remove(String resource, String account, String id, @Nullable Long ifVersion, String actor);

    Optional<Document> find(String resource, String account, String id);

    /** What a row is called by people; empty when there is none with this id. */
    Optional<String> nameOf(String account, String id);

    /** Who reaches a row, and when. */
    Reached reachedBy(String resource, String account, String id);

    /** Where calls of an account get no further. */
    Reached.DeadEnds deadEnds(String account);

    Documents list(String resource, String account, Listing listing);

    /** A new account under a parent; directly under the platform when it is null. */
    Document createAccount(@Nullable String parent, ObjectNode body, String actor);

    /** The account and all below it; the whole platform when it is null. */
    Documents accounts(@Nullable String root, @Nullable String after, int limit);

    boolean isWithin(String account, String root);

    /** Makes a flow's draft the version new calls start on. */
    Document publish(String account, String flowId, Publication how, @Nullable Long ifVersion, String actor);

    /** Makes an earlier version of a flow its draft and publishes that as a new one. */
    Document rollBack(
            String account, String flowId, int version, Publication how, @Nullable Long ifVersion, String actor);

    /**
     * Tries a call into a flow; nothing of it is kept.
     *
     * @param version null for the draft
     * @param call as a test of the flow is written
     */
    Trial simulate(String account, String flowId, @Nullable Integer version, ObjectNode call);

    /** Runs the tests that are kept with a flow on its draft. */
    List<Trial> test(String account, String flowId);

    /** Published versions of a flow, newest first. */
    List<ObjectNode> versions(String account, String flowId);
}
