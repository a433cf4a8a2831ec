package io.ringlog.connectors;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** The columns of the tables, named as the fields of the records; a new column goes at the end and is optional. */
final class LakeColumns {
    private static final Type TEXT = Types.StringType.get();
    private static final Type INT = Types.IntegerType.get();
    private static final Type LONG = Types.LongType.get();
    private static final Type BOOL = Types.BooleanType.get();
    private static final Type TIME = Types.TimestampType.withZone();

    private static final String OUTSIDE_LEGS = "outside_legs";
    private static final String LEG_MEDIA = "leg_media";
    private static final String AGENT_DISPOSITIONS = "agent_dispositions";

    /** Columns of JSON text, which is nested in the record. */
    static final Set<String> NESTED = Set.of(OUTSIDE_LEGS, LEG_MEDIA);

    private LakeColumns() {}

    static List<NestedField> cdr() {
        Numbered add = new Numbered();
        return Stream.concat(first(add).stream(), added(add).stream()).toList();
    }

    private static List<NestedField> first(Numbered add) {
        return List.of(
                add.required("call_id", TEXT),
                add.required("account_id", TEXT),
                add.optional("direction", TEXT),
                add.optional("from_num", TEXT),
                add.optional("to_num", TEXT),
                add.required("start_ts", TIME),
                add.optional("answer_ts", TIME),
                add.optional("end_ts", TIME),
                add.optional("duration_sec", INT),
                add.optional("billsec", INT),
                add.optional("answered", BOOL),
                add.optional("disposition", TEXT),
                add.optional("hangup_cause", TEXT),
                add.optional("refusal_code", TEXT),
                add.optional("queue_id", TEXT),
                add.optional("agent_id", TEXT),
                add.optional("correlation_id", TEXT),
                add.optional("edge_id", TEXT),
                add.optional("flow_id", TEXT),
                add.optional("flow_version", INT),
                add.optional("cost_micros", LONG),
                add.optional("parent_call_id", TEXT),
                add.texts("child_call_ids"),
                add.optional("transfers", INT));
    }

    private static List<NestedField> added(Numbered add) {
        return List.of(
                add.optional("trunk_id", TEXT),
                add.optional("route_id", TEXT),
                add.optional("number_class", TEXT),
                add.optional("dialled", TEXT),
                add.optional("dialled_number", TEXT),
                add.optional("ring_group_id", TEXT),
                add.optional("answered_by", TEXT),
                add.optional("voicemail_id", TEXT),
                add.optional("conference_id", TEXT),
                add.optional("recordings", INT),
                add.optional(OUTSIDE_LEGS, TEXT),
                add.optional("time_zone", TEXT),
                add.optional("number_zone", TEXT),
                add.optional(LEG_MEDIA, TEXT),
                add.optional(AGENT_DISPOSITIONS, TEXT));
    }

    static List<NestedField> callEvents() {
        Numbered add = new Numbered();
        return List.of(
                add.required("call_id", TEXT),
                add.required("account_id", TEXT),
                add.required("seq", INT),
                add.required("at", TIME),
                add.required("type", TEXT),
                add.optional("id", TEXT),
                add.optional("causation", TEXT),
                add.optional("event", TEXT),
                add.optional("because", TEXT),
                add.optional("brain_version", TEXT),
                add.optional("rule", TEXT));
    }

    static List<NestedField> journal() {
        Numbered add = new Numbered();
        return List.of(
                add.required("account_id", TEXT),
                add.required("partition", INT),
                add.required("offset", LONG),
                add.required("at", TIME),
                add.required("type", TEXT),
                add.optional("record_id", TEXT),
                add.optional("call_id", TEXT),
                add.required("payload", TEXT));
    }

    /** Gives each column of one table the next field id. */
    private static final class Numbered {
        private int last;

        NestedField required(String name, Type type) {
            return NestedField.required(++last, name, type);
        }

        NestedField optional(String name, Type type) {
            return NestedField.optional(++last, name, type);
        }

        /** An optional list; its elements take the field id after its own. */
        NestedField texts(String name) {
            int list = ++last;
            return NestedField.optional(list, name, Types.ListType.ofRequired(++last, TEXT));
        }
    }
}
