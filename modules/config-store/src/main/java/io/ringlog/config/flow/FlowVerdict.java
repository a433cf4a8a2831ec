package io.ringlog.config.flow;

import io.ringlog.domain.journal.FlowEvent.NodeEntered;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.trial.TrialStory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What became of a test.
 *
 * @param differences what was expected and did not happen, a sentence each; none when the test passed
 * @param story null when the test names somebody who is not there
 */
public record FlowVerdict(
        FlowTest test, List<String> differences, @Nullable TrialStory story) {

    public FlowVerdict {
        differences = List.copyOf(differences);
    }

    public boolean passed() {
        return differences.isEmpty();
    }

    /** @param nameOf what people call the row of an id */
    public static FlowVerdict of(FlowTest test, TrialStory story, UnaryOperator<String> nameOf) {
        List<String> differences = new ArrayList<>();
        TrialStory.End end = story.end();
        if (test.expectEnd() != null && test.expectEnd() != end.how()) {
            differences.add("expected the end " + word(test.expectEnd()) + ", but it was " + word(end.how()) + at(end)
                    + ": " + end.text());
        }
        String detail = test.expectDetail();
        if (detail != null && !detail.equals(end.detail()) && !detail.equals(named(end.detail(), nameOf))) {
            differences.add("expected " + detail + ", but it was " + named(end.detail(), nameOf) + at(end));
        }
        missing(test.expectPath(), path(story), "the node", differences);
        missing(test.expectHeard(), heard(story), "to hear", differences);
        test.expectVariables().forEach((name, value) -> {
            String is = story.variables().get(name);
            if (!value.equals(is)) {
                differences.add("expected " + name + " to be '" + value + "', but it "
                        + (is == null ? "was not set" : "was '" + is + "'"));
            }
        });
        return new FlowVerdict(test, differences, story);
    }

    /** {@code voicemail vm_1} with the name of the mailbox in place of its id. */
    public static String named(String detail, UnaryOperator<String> nameOf) {
        int space = detail.indexOf(' ');
        return detail.substring(0, space + 1) + nameOf.apply(detail.substring(space + 1));
    }

    /** The nodes that a call came to. */
    public static List<String> path(TrialStory story) {
        return story.events().stream()
                .map(EventRecord::event)
                .filter(NodeEntered.class::isInstance)
                .map(it -> ((NodeEntered) it).nodeId())
                .toList();
    }

    private static List<String> heard(TrialStory story) {
        return story.heard().stream().flatMap(it -> it.mediaIds().stream()).toList();
    }

    /** The first of what was expected that did not come after those before it. */
    private static void missing(List<String> expected, List<String> happened, String what, List<String> differences) {
        Iterator<String> next = happened.iterator();
        for (String one : expected) {
            boolean found = false;
            while (!found && next.hasNext()) {
                found = next.next().equals(one);
            }
            if (!found) {
                differences.add("expected " + what + " " + one + " in " + expected + ", but it was " + happened);
                return;
            }
        }
    }

    private static String at(TrialStory.End end) {
        return end.nodeId() == null ? "" : " at node " + end.nodeId();
    }

    private static String word(TrialStory.How how) {
        return how.name().toLowerCase(Locale.ROOT);
    }
}
