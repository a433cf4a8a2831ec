package io.ringlog.domain.config.node;

import java.util.List;
import java.util.Optional;

/** What a flow node is and does; this list is the table of all nodes. */
public sealed interface NodeData
        permits Entry,
                Play,
                Say,
                Menu,
                Collect,
                Condition,
                Switch,
                Split,
                TimeCondition,
                SetVariable,
                HttpRequest,
                Subflow,
                Dial,
                RingGroup,
                Enqueue,
                Record,
                RecordTalks,
                Voicemail,
                ConferenceNode,
                Mailbox,
                Hangup {

    /** The outcome of an edge that is taken when the node's own outcome has none. */
    String DEFAULT = "default";

    /** Its word in documents and events: {@code timeCondition} for {@link TimeCondition}, without {@code Node}. */
    static String kindOf(Class<?> node) {
        String name = node.getSimpleName().replaceFirst("Node$", "");
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    default String kind() {
        return kindOf(getClass());
    }

    /** Whether calls come in here. */
    default boolean isEntry() {
        return false;
    }

    /** What is wrong with the parameters; a flow with a fault is not published. */
    default List<String> faults() {
        return List.of();
    }

    /** The outcomes that have a fixed name. */
    List<String> outcomes();

    /** The outcomes that end the call unless an edge takes them. */
    default List<String> needed() {
        return outcomes();
    }

    /** Whether the caller decides here how it goes on. */
    default boolean asksCaller() {
        return false;
    }

    /** Whether an edge for this outcome may leave the node. */
    default boolean mayHave(String outcome) {
        return outcome.equals(DEFAULT) || outcomes().contains(outcome);
    }

    /** A call is here: an outcome at once; or empty, when something was set going or the flow was left. */
    Optional<Outcome> arrive(Visit at);

    /** What a call that stands here heard: an outcome, or empty when it stays, as for what it never waits for. */
    default Optional<Outcome> heard(Visit at, Heard heard) {
        return Optional.empty();
    }
}
