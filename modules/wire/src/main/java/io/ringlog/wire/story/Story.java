package io.ringlog.wire.story;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.kernel.Because.Alternative;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call told event by event; {@code gapFree} says that no event is missing between the first and the last. */
public record Story(String callId, List<Line> lines, boolean gapFree) {

    /** A prefixed ULID; a word of another length is none. */
    private static final Pattern ID = Pattern.compile("\\b[a-z]{1,8}_[0-9A-HJKMNP-TV-Z]{26}\\b");

    /**
     * One thing that happened.
     *
     * @param rule code of the rule that spoke
     * @param inputs what the rule read
     * @param alternatives what else was possible and why each lost
     */
    public record Line(
            int seq,
            Instant at,
            String sentence,
            String rule,
            SortedMap<String, String> inputs,
            List<Alternative> alternatives) {}

    public Story {
        lines = List.copyOf(lines);
    }

    /** Tells the events of one call, in whatever order they are given; other calls' events are left out. */
    public static Story of(String callId, List<EventRecord> events) {
        List<EventRecord> own = events.stream()
                .filter(event -> callId.equals(event.callId()))
                .sorted(Comparator.comparingInt(EventRecord::seq))
                .toList();
        boolean gapFree =
                !own.isEmpty() && own.getFirst().seq() == 1 && own.getLast().seq() == own.size();
        return new Story(callId, own.stream().map(Story::line).toList(), gapFree);
    }

    /** The same story with the name of each row before its id, where {@code names} knows one. */
    public Story named(Function<String, Optional<String>> names) {
        UnaryOperator<String> tell = text -> ID.matcher(text)
                .replaceAll(id -> Matcher.quoteReplacement(beside(id.group(), names.apply(id.group()))));
        return new Story(callId, lines.stream().map(line -> named(line, tell)).toList(), gapFree);
    }

    private static String beside(String id, Optional<String> name) {
        return name.map(it -> it + " (" + id + ")").orElse(id);
    }

    private static Line named(Line line, UnaryOperator<String> tell) {
        var inputs = new TreeMap<String, String>();
        line.inputs().forEach((input, value) -> inputs.put(input, tell.apply(value)));
        return new Line(
                line.seq(),
                line.at(),
                tell.apply(line.sentence()),
                line.rule(),
                inputs,
                line.alternatives().stream()
                        .map(it -> new Alternative(tell.apply(it.what()), tell.apply(it.why())))
                        .toList());
    }

    /** The story as text, one line per event with its reason below. */
    public String text() {
        var text = new StringBuilder();
        lines.forEach(line -> append(text, line));
        if (!gapFree) {
            text.append(
                    lines.isEmpty()
                            ? "Nothing is known about a call " + callId + " here.\n"
                            : "Some events are missing here.\n");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Line line) {
        text.append(line.at()).append("  ").append(line.sentence()).append('\n');
        text.append("    because ").append(line.rule());
        if (!line.inputs().isEmpty()) {
            text.append(": ");
            String separator = "";
            for (var input : line.inputs().entrySet()) {
                text.append(separator).append(input.getKey()).append(" = ").append(input.getValue());
                separator = ", ";
            }
        }
        text.append('\n');
        line.alternatives()
                .forEach(other -> text.append("    not ")
                        .append(other.what())
                        .append(": ")
                        .append(other.why())
                        .append('\n'));
    }

    private static Line line(EventRecord event) {
        var because = event.because();
        return new Line(
                event.seq(),
                event.at(),
                Sentences.of(event.event()),
                because.rule(),
                because.inputs(),
                because.alternatives());
    }
}
