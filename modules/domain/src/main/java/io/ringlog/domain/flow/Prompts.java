package io.ringlog.domain.flow;

import io.ringlog.domain.act.CallerEar;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.FlowGraph.Node;
import io.ringlog.domain.config.NodeData;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.state.FlowPosition;
import io.ringlog.kernel.Because;
import org.jspecify.annotations.Nullable;

/** Speaks to the caller and listens for keys; what is awaited stands in the flow position. */
final class Prompts {

    /** Between two keys, when the node does not say. */
    private static final int INTER_DIGIT_SEC = 3;

    private Prompts() {}

    static void play(LiveCall call, String nodeId, String mediaId) {
        String playbackId = call.turn().newId("pb");
        await(call, playbackId, nodeId);
        CallerEar.play(call, playbackId, mediaId, false);
    }

    /** Plays a prompt, or nothing, and gathers keys for a menu or collect node. */
    static void ask(LiveCall call, Node node, @Nullable String mediaId) {
        String gatherId = call.turn().newId("ga");
        await(call, gatherId, node.id());
        if (node.data() instanceof NodeData.Menu menu) {
            call.command(new Command.Gather(
                    call.id(),
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
            call.command(new Command.Gather(
                    call.id(),
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

    private static void await(LiveCall call, String id, String nodeId) {
        CallerEar.open(call, Because.of("flow.needs-ear").with("node", nodeId));
        FlowPosition at = call.state().flow();
        if (at != null) {
            call.change(it -> it.withFlow(at.waiting(id)));
        }
    }

    private static int interDigit(@Nullable Integer seconds) {
        return seconds == null ? INTER_DIGIT_SEC : seconds;
    }

    private static int millis(int seconds) {
        return seconds * 1000;
    }
}
