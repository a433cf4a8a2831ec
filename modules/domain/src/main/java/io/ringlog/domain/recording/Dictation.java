package io.ringlog.domain.recording;

import io.ringlog.domain.act.Ear;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.node.Recording;
import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.TalkRecording;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Optional;

/** Has what a caller says into a flow recorded; it is kept, counted and erased as recordings of talks are. */
public final class Dictation {

    private Dictation() {}

    /**
     * Begins to record the caller for a node, which hears the end of it; one whom the engine does not have says
     * nothing.
     *
     * @param variable which is to get the key of the sound
     * @return why nothing is recorded; empty when it is
     */
    public static Optional<Rejection> begin(
            LiveCall call, String flowId, String nodeId, Recording asked, String variable) {
        Optional<Rejection> full = Taping.full(call.turn());
        full.ifPresentOrElse(
                why -> call.emit(new RecordingEvent.RecordingRefused(call.id(), why.code(), why.text()), why.because()),
                () -> Ear.record(call, call.state().guestId(), asked, new Listener.FromNode(nodeId))
                        .ifPresent(it -> begun(call, flowId, nodeId, variable, it)));
        return full;
    }

    private static void begun(LiveCall call, String flowId, String nodeId, String variable, Ear.Recorded it) {
        Turn turn = call.turn();
        String leg = call.state().guestId();
        CallHead head = call.head();
        turn.put(new TalkRecording(
                turn.account(),
                it.recordingId(),
                call.id(),
                leg,
                null,
                call.state().edge(),
                it.commandId(),
                turn.now(),
                false,
                null));
        call.change(CallState::taped);
        call.emit(
                new RecordingEvent.FlowRecordingStarted(
                        it.recordingId(),
                        call.id(),
                        leg,
                        flowId,
                        nodeId,
                        variable,
                        head.direction(),
                        head.from(),
                        head.to()),
                Because.of("recording.flow").with("flow", flowId).with("node", nodeId));
    }
}
