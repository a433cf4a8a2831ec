package io.ringlog.wire;

import io.ringlog.domain.config.node.NodeData;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.Party;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Knows which records belong to a sealed family and under which name each is written; knows nothing of JSON. */
public final class SealedFamilies {

    private SealedFamilies() {}

    /** The records of a sealed family at any depth, in the order of their declaration. */
    public static List<Class<?>> members(Class<?> family) {
        var members = new ArrayList<Class<?>>();
        collect(family, members);
        return members.stream().distinct().toList();
    }

    /** The {@code type} under which a member is written: the record's name, the kind of a node or of a party. */
    public static String nameOf(Class<?> member) {
        if (isOfFlow(member)) {
            return NodeData.kindOf(member);
        }
        String name = member.getSimpleName();
        return Party.class.isAssignableFrom(member) ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** Whether it is a node of a flow, whose words are the reference's own: {@code timeCondition}, {@code audioId}. */
    static boolean isOfFlow(Class<?> member) {
        return NodeData.class.isAssignableFrom(member);
    }

    /**
     * Whether values of this class carry a {@code type}: sealed interfaces, and records that belong to one. Each kind
     * of {@link Outgoing} has a topic of its own, so none of them needs a name.
     */
    public static boolean isPolymorphic(Class<?> type) {
        return isFamily(type) || (type.isRecord() && belongsToFamily(type));
    }

    /** Whether the class is the root or a branch of a family, not a member. */
    public static boolean isFamily(Class<?> type) {
        return type.isInterface() && type.isSealed();
    }

    private static boolean belongsToFamily(Class<?> type) {
        return Arrays.stream(type.getInterfaces())
                .anyMatch(parent -> parent.isSealed() && !parent.equals(Outgoing.class));
    }

    private static void collect(Class<?> type, List<Class<?>> members) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, members);
            }
        } else {
            members.add(type);
        }
    }
}
