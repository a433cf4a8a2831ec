package io.ringlog.wire;

import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.Party;
import io.ringlog.kernel.Because;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The records that cross a topic, where the schema of each lies, and what each is called among all others. */
public final class PublicTypes {
    /** The file that allows any member of a family. */
    public static final String ANY = "any.json";

    /** Families by folder; where two have a member of one name, the first has the name to itself. */
    static final Map<String, Class<?>> FAMILIES = families();

    /** Records of no family, or with a topic of their own, by folder. */
    static final Map<String, List<Class<?>>> RECORDS = records();

    private PublicTypes() {}

    /** The file that holds the schema of a record or of a family, {@code event/CallEnded.json}. */
    public static Optional<String> file(Class<?> type) {
        return FAMILIES.entrySet().stream()
                .filter(family -> family.getValue().equals(type))
                .map(family -> family.getKey() + "/" + ANY)
                .findFirst()
                .or(() -> byFile().entrySet().stream()
                        .filter(it -> it.getValue().equals(type))
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    /** Every record with a schema, by file name. */
    static SequencedMap<String, Class<?>> byFile() {
        var all = new LinkedHashMap<String, Class<?>>();
        FAMILIES.forEach((folder, family) -> SealedFamilies.members(family).forEach(m -> put(all, folder, m)));
        RECORDS.forEach((folder, records) -> records.forEach(record -> put(all, folder, record)));
        return all;
    }

    /** A name no other public record has: {@code CallTakenOver} the event, {@code CallTakenOverInput} the fact. */
    static String title(Class<?> type) {
        for (Class<?> family : FAMILIES.values()) {
            if (SealedFamilies.members(family).contains(type)) {
                return isFirst(type, family) ? type.getSimpleName() : type.getSimpleName() + family.getSimpleName();
            }
        }
        return type.getSimpleName();
    }

    /** The titles of all. */
    static Set<String> titles() {
        return Stream.concat(byFile().values().stream(), FAMILIES.values().stream())
                .map(PublicTypes::title)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isFirst(Class<?> type, Class<?> family) {
        return !family.equals(Party.class)
                && FAMILIES.values().stream()
                        .flatMap(it -> SealedFamilies.members(it).stream())
                        .filter(it -> it.getSimpleName().equals(type.getSimpleName()))
                        .findFirst()
                        .filter(type::equals)
                        .isPresent();
    }

    private static void put(Map<String, Class<?>> all, String folder, Class<?> record) {
        String file = folder + "/" + SealedFamilies.nameOf(record) + ".json";
        if (all.put(file, record) != null) {
            throw new IllegalStateException("two records are called " + file);
        }
    }

    private static Map<String, Class<?>> families() {
        var families = new LinkedHashMap<String, Class<?>>();
        families.put("event", Event.class);
        families.put("input", Input.class);
        families.put("command", Command.class);
        families.put("effect", Effect.class);
        families.put("directory", DirectoryEntry.class);
        families.put("party", Party.class);
        return families;
    }

    private static Map<String, List<Class<?>>> records() {
        var records = new LinkedHashMap<String, List<Class<?>>>();
        records.put(
                "outgoing",
                List.of(Outgoing.EventRecord.class, Outgoing.CommandRecord.class, Outgoing.EffectRecord.class));
        records.put("reason", List.of(Because.class));
        records.put("row", List.of(Cdr.class));
        records.put("table", List.of(Location.class, EdgeHeartbeat.class));
        records.put("quarantine", List.of(Quarantined.class));
        return records;
    }
}
