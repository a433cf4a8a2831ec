package io.ringlog.config.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.form.Fields;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.trial.TrialInput;
import io.ringlog.domain.trial.TrialScript;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the tests of a flow. */
public final class FlowTests {

    private static final Fields<FlowTest> FIELDS = Fields.snake(FlowTest.class);
    private static final int MOST_TESTS = 50;
    private static final int MOST_INPUTS = 100;
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#]{0,32}");
    private static final String BAD = "config.bad-flow-test";

    private FlowTests() {}

    public static Fields<FlowTest> fields() {
        return FIELDS;
    }

    /** Checks tests that are kept: each has a name of its own and a time, so that it always ends alike. */
    public static void check(List<FlowTest> tests, Problems p) {
        p.require(tests.size() <= MOST_TESTS, "tests", BAD, "must be at most " + MOST_TESTS);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tests.size(); i++) {
            FlowTest test = tests.get(i);
            Problems here = p.at("tests", i);
            here.require(!test.name().isEmpty(), "name", "config.required", "is required");
            here.require(names.add(test.name()), "name", "config.taken", "is the name of another test");
            here.require(test.at() != null, "at", "config.required", "is required in a test that is kept");
            check(test, here);
        }
    }

    /** One test, or empty with at least one problem. */
    public static Optional<FlowTest> one(JsonNode json, Problems p) {
        if (!(json instanceof ObjectNode document)) {
            p.add("", "config.not-an-object", "must be an object");
            return Optional.empty();
        }
        int before = p.count();
        Map<String, @Nullable Object> values = new HashMap<>(FIELDS.unsaid());
        values.putAll(FIELDS.read(document, Set.of(), p));
        FlowTest test = FIELDS.draft(values, p.beside(before));
        check(test, p.beside(before));
        return p.count() == before ? Optional.of(test) : Optional.empty();
    }

    private static void check(FlowTest test, Problems p) {
        for (String field : List.of("caller", "called")) {
            String number = field.equals("caller") ? test.caller() : test.called();
            p.require(NUMBER.matcher(number).matches(), field, BAD, "must be digits, at most 32");
        }
        instant(test, ZoneId.of("UTC"), Instant.EPOCH, p);
        p.require(test.inputs().size() <= MOST_INPUTS, "inputs", BAD, "must be at most " + MOST_INPUTS);
        for (int i = 0; i < test.inputs().size(); i++) {
            test.inputs().get(i).read(p.at("inputs", i));
        }
    }

    /**
     * What the test tries.
     *
     * @param zone the account's
     */
    public static TrialScript script(FlowTest test, ZoneId zone, Instant now) {
        Problems none = new Problems();
        List<TrialInput> inputs =
                test.inputs().stream().flatMap(it -> it.read(none).stream()).toList();
        return new TrialScript(
                digits(test.caller()),
                test.called().isEmpty() ? "100" : digits(test.called()),
                instant(test, zone, now, none),
                test.variables(),
                test.agents(),
                test.offline(),
                inputs);
    }

    private static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    private static Instant instant(FlowTest test, ZoneId zone, Instant now, Problems p) {
        String at = test.at();
        if (at == null) {
            return now;
        }
        try {
            return at.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
                    ? OffsetDateTime.parse(at).toInstant()
                    : LocalDateTime.parse(at).atZone(zone).toInstant();
        } catch (DateTimeException unreadable) {
            p.add("at", BAD, "must be a date and time, as 2026-11-30T09:00 or 2026-11-30T09:00:00+01:00");
            return now;
        }
    }
}
