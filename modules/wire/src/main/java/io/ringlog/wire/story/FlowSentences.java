package io.ringlog.wire.story;

import io.ringlog.domain.journal.FlowEvent;

/** What a call met in its flow, in a sentence. */
final class FlowSentences {

    private FlowSentences() {}

    static String of(FlowEvent event) {
        return switch (event) {
            case FlowEvent.FlowEntered it -> "It entered flow " + it.flowId() + ", version " + it.version() + ".";
            case FlowEvent.NodeEntered it -> "It stands at node " + it.nodeId() + " (" + it.kind() + ").";
            case FlowEvent.NodeLeft it -> "Node " + it.nodeId() + " had the outcome " + it.outcome() + ".";
            case FlowEvent.VariableRefused it ->
                "Variable " + it.name() + " is the platform's: node " + it.nodeId() + " does not set it.";
            case FlowEvent.VariableSet it -> "Variable " + it.name() + " is now \"" + it.value() + "\".";
            case FlowEvent.HttpAsked it -> "It asked " + it.url() + " (" + it.method() + ").";
            case FlowEvent.HttpTold it -> told(it);
            case FlowEvent.FlowLeft it -> "It left flow " + it.flowId() + ": " + it.cause() + ".";
            case FlowEvent.ScheduleFailedOpen it ->
                "Schedule " + it.scheduleId() + " could not be evaluated and counted as open: " + it.why() + ".";
        };
    }

    private static String told(FlowEvent.HttpTold it) {
        String tried = it.attempts() == 1 ? "" : " after " + it.attempts() + " attempts";
        return it.status() == null
                ? "There was no answer" + tried + ": " + it.text() + "."
                : "The answer was " + it.status() + tried + ", in " + it.tookMs() + " ms.";
    }
}
