package io.ringlog.domain.flow;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.FlowGraph.Node;
import io.ringlog.domain.config.NodeData;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.kernel.Because;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Speaks to the caller and listens for keys; what is awaited stands in the flow position. */
final class Prompts {

    /** Between two keys, when the node does not say. */
    private static final int INTER_DIGIT_SEC = 3;

    private Prompts() {}

    static void play(Turn turn, String callId, String nodeId, String mediaId) {
        String playbackId = turn.newId("pb");
        await(turn, callId, playbackId, nodeId);
        CallerEar.play(turn, callId, playbackId, mediaId, false);
    }

    /** Plays a prompt, or nothing, and gathers keys for a menu or collect node. */
    static void ask(Turn turn, String callId, Node node, @Nullable String mediaId) {
        String gatherId = turn.newId("ga");
        await(turn, callId, gatherId, node.id());
        if (node.data() instanceof NodeData.Menu menu) {
            gather(
                    turn,
                    new Command.Gather(
                            callId,
                            CallFact.CALLER,
                            gatherId,
                            mediaId,
                            menu.minDigits(),
                            menu.maxDigits(),
                            menu.terminators() == null ? "" : menu.terminators(),
                            millis(menu.timeoutSec()),
                            millis(interDigit(menu.interDigitTimeoutSec())),
                            menu.bargeIn()));
        } else {
            NodeData.Collect collect = (NodeData.Collect) node.data();
            gather(
                    turn,
                    new Command.Gather(
                            callId,
                            CallFact.CALLER,
                            gatherId,
                            mediaId,
                            collect.minDigits(),
                            collect.maxDigits(),
                            collect.terminator() == null ? "" : collect.terminator(),
                            millis(collect.timeoutSec()),
                            millis(interDigit(collect.interDigitTimeoutSec())),
                            true));
        }
    }

    /** What a node says when it asks again: its own words for that, else the first ones. */
    static @Nullable String reprompt(NodeData data) {
        if (data instanceof NodeData.Menu menu) {
            return menu.repromptAudioId() == null ? menu.promptAudioId() : menu.repromptAudioId();
        }
        NodeData.Collect collect = (NodeData.Collect) data;
        return collect.repromptAudioId() == null ? collect.promptAudioId() : collect.repromptAudioId();
    }

    private static void gather(Turn turn, Command.Gather gather) {
        turn.command(turn.call(gather.callId()).orElseThrow(), gather);
    }

    private static void await(Turn turn, String callId, String id, String nodeId) {
        CallerEar.open(turn, callId, Because.of("flow.needs-ear").with("node", nodeId));
        turn.call(callId)
                .ifPresent(call ->
                        Optional.ofNullable(call.flow()).ifPresent(at -> turn.put(call.withFlow(at.waiting(id)))));
    }

    private static int interDigit(@Nullable Integer seconds) {
        return seconds == null ? INTER_DIGIT_SEC : seconds;
    }

    private static int millis(int seconds) {
        return seconds * 1000;
    }
}
