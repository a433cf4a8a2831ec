package io.ringlog.config.reach;

/**
 * A place a call can be at, or what decides where it goes on.
 *
 * @param kind name of the resource
 * @param part of a flow the id of a node, of a user {@link #PHONES}; empty for the row itself
 */
public record Vertex(String kind, String id, String part) {

    /** What rings of a user, whom their own forwards do not take calls from. */
    static final String PHONES = "phones";

    static Vertex row(String kind, String id) {
        return new Vertex(kind, id, "");
    }

    static Vertex phones(String userId) {
        return new Vertex("user", userId, PHONES);
    }

    /** Whether it is a node of a flow. */
    public boolean isNode() {
        return kind.equals("flow") && !part.isEmpty();
    }

    /** Whether both are the same row. */
    boolean sameRow(Vertex other) {
        return kind.equals(other.kind) && id.equals(other.id);
    }
}
