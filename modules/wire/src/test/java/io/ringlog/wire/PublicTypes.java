package io.ringlog.wire;

import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Outgoing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The records that cross a topic, and where the schema of each lies. */
final class PublicTypes {
    /** The file that allows any member of a family. */
    static final String ANY = "any.json";

    /** Families by folder. */
    static final Map<String, Class<?>> FAMILIES = families();

    /** Records of no family, or with a topic of their own, by folder. */
    static final Map<String, List<Class<?>>> RECORDS = records();

    private PublicTypes() {}

    /** Every record with a schema, by file name. */
    static SequencedMap<String, Class<?>> byFile() {
        var all = new LinkedHashMap<String, Class<?>>();
        FAMILIES.forEach((folder, family) -> SealedFamilies.members(family).forEach(m -> put(all, folder, m)));
        RECORDS.forEach((folder, records) -> records.forEach(record -> put(all, folder, record)));
        return all;
    }

    private static void put(Map<String, Class<?>> all, String folder, Class<?> record) {
        String file = folder + "/" + SealedFamilies.nameOf(record) + ".json";
        if (all.put(file, record) != null) {
            throw new IllegalStateException("two records are called " + file);
        }
    }

    private static Map<String, Class<?>> families() {
        var families = new LinkedHashMap<String, Class<?>>();
        families.put("input", Input.class);
        families.put("event", Event.class);
        families.put("command", Command.class);
        families.put("effect", Effect.class);
        families.put("directory", DirectoryEntry.class);
        return families;
    }

    private static Map<String, List<Class<?>>> records() {
        var records = new LinkedHashMap<String, List<Class<?>>>();
        records.put(
                "outgoing",
                List.of(Outgoing.EventRecord.class, Outgoing.CommandRecord.class, Outgoing.EffectRecord.class));
        records.put("row", List.of(Cdr.class));
        records.put("table", List.of(Location.class, EdgeHeartbeat.class));
        records.put("quarantine", List.of(Quarantined.class));
        return records;
    }
}
