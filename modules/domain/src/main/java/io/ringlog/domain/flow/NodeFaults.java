package io.ringlog.domain.flow;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.NodeData;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a single node's fields. Pure. */
final class NodeFaults {

    private NodeFaults() {}

    static List<String> of(NodeData data) {
        List<String> faults = new ArrayList<>();
        switch (data) {
            case NodeData.Entry it -> {}
            case NodeData.Play it -> named(faults, "audioId", it.audioId());
            case NodeData.Menu it -> {
                digits(faults, it.minDigits(), it.maxDigits());
                atLeastOne(faults, "timeoutSec", it.timeoutSec());
            }
            case NodeData.Collect it -> collect(faults, it);
            case NodeData.Condition it -> condition(faults, it);
            case NodeData.TimeCondition it -> named(faults, "scheduleId", it.scheduleId());
            case NodeData.Dial it -> dial(faults, it);
            case NodeData.Enqueue it -> named(faults, "queueId", it.queueId());
            case NodeData.Hangup it -> {}
        }
        return faults;
    }

    private static void collect(List<String> faults, NodeData.Collect node) {
        named(faults, "variable", node.variable());
        digits(faults, node.minDigits(), node.maxDigits());
        atLeastOne(faults, "timeoutSec", node.timeoutSec());
        String regex = node.regex();
        if (regex != null && Conditions.pattern(regex).isEmpty()) {
            faults.add("regex cannot be read");
        }
    }

    private static void condition(List<String> faults, NodeData.Condition node) {
        named(faults, "variable", node.variable());
        String value = node.value();
        if (value == null && node.operator() != NodeData.Operator.EXISTS) {
            faults.add("value is missing");
        }
        if (value != null
                && node.operator() == NodeData.Operator.MATCHES
                && Conditions.pattern(value).isEmpty()) {
            faults.add("value is a pattern that cannot be read");
        }
    }

    private static void dial(List<String> faults, NodeData.Dial node) {
        Integer timeout = node.timeoutSec();
        if (node.destKind() != DestKind.HANGUP) {
            named(faults, "destId", node.destId());
        }
        if (timeout != null) {
            atLeastOne(faults, "timeoutSec", timeout);
        }
    }

    private static void digits(List<String> faults, int min, int max) {
        atLeastOne(faults, "maxDigits", max);
        if (min > max) {
            faults.add("minDigits is more than maxDigits");
        }
    }

    private static void atLeastOne(List<String> faults, String field, int value) {
        if (value < 1) {
            faults.add(field + " is less than 1");
        }
    }

    private static void named(List<String> faults, String field, String value) {
        if (value.isBlank()) {
            faults.add(field + " is missing");
        }
    }
}
