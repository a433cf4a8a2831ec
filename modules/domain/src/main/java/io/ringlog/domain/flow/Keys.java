package io.ringlog.domain.flow;

import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.NodeData;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.state.FlowPosition;
import io.ringlog.kernel.Because;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a caller's keys mean at a menu or collect node: an outcome, or another try (REFERENCE section 4.1). Pure. */
final class Keys {

    private Keys() {}

    /** How a gather ended. */
    record Pressed(String digits, GatherEnd end) {

        /** Silence, or an engine that could not listen. */
        boolean nothing() {
            return end == GatherEnd.FAILED || (end == GatherEnd.TIMEOUT && digits.isEmpty());
        }
    }

    /** What follows from the keys. */
    sealed interface Meaning {

        Because because();

        /** The node is left. */
        record Outcome(String outcome, Because because) implements Meaning {}

        /** The caller is asked again, after a word about the wrong key where there is one. */
        record Again(boolean invalid, @Nullable String wordAudioId, Because because) implements Meaning {}
    }

    static Meaning atMenu(FlowGraph graph, FlowPosition at, NodeData.Menu menu, Pressed pressed) {
        Because because = read("flow.menu", at, pressed);
        if (pressed.nothing()) {
            return at.timeouts() + 1 >= menu.maxTimeouts()
                    ? new Meaning.Outcome("timeout", because.with("maxTimeouts", menu.maxTimeouts()))
                    : new Meaning.Again(false, null, because);
        }
        String outcome = "digit:" + pressed.digits();
        boolean drawn = graph.edge(at.nodeId(), outcome).isPresent();
        if (drawn && pressed.digits().length() >= menu.minDigits()) {
            return new Meaning.Outcome(outcome, because);
        }
        return at.tries() + 1 >= menu.maxFailures()
                ? new Meaning.Outcome("invalid", because.with("maxFailures", menu.maxFailures()))
                : new Meaning.Again(true, menu.invalidAudioId(), because);
    }

    static Meaning atCollect(FlowPosition at, NodeData.Collect collect, Pressed pressed) {
        Because because = read("flow.collect", at, pressed);
        boolean last = at.tries() + at.timeouts() + 1 >= collect.maxTries();
        if (pressed.nothing()) {
            return last
                    ? new Meaning.Outcome("timeout", because.with("maxTries", collect.maxTries()))
                    : new Meaning.Again(false, null, because);
        }
        String fault = fault(collect, pressed.digits());
        if (fault == null) {
            return new Meaning.Outcome("collected", because);
        }
        Because why = because.with("fault", fault);
        return last
                ? new Meaning.Outcome("invalid", why.with("maxTries", collect.maxTries()))
                : new Meaning.Again(true, collect.invalidAudioId(), why);
    }

    private static @Nullable String fault(NodeData.Collect collect, String digits) {
        if (digits.length() < collect.minDigits()) {
            return "fewer than " + collect.minDigits() + " digits";
        }
        String regex = collect.regex();
        if (regex == null) {
            return null;
        }
        Optional<Pattern> pattern = Conditions.pattern(regex);
        if (pattern.isEmpty()) {
            return "the pattern " + regex + " cannot be read";
        }
        Optional<Boolean> found = BoundedText.test(pattern.get(), digits, Matcher::find);
        if (found.isEmpty()) {
            return "the pattern " + regex + " takes too long";
        }
        return found.get() ? null : "does not match " + regex;
    }

    private static Because read(String rule, FlowPosition at, Pressed pressed) {
        return Because.of(rule)
                .with("digits", pressed.digits())
                .with("end", pressed.end())
                .with("tries", at.tries())
                .with("timeouts", at.timeouts());
    }
}
