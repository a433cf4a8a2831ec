package io.ringlog.domain.trial;

import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.trial.TrialStory.End;
import io.ringlog.domain.trial.TrialStory.Heard;
import io.ringlog.domain.trial.TrialStory.How;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes down what becomes of the call of a trial, and knows when the flow is over. */
final class TrialNotes {

    private final String callId;
    private final List<EventRecord> events = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();
    private final SortedMap<String, String> variables = new TreeMap<>();
    private @Nullable String nodeId;
    private boolean entered;
    private int depth;
    private boolean answered;
    private @Nullable End end;
    private @Nullable Stop stopped;

    /** Why the trial itself stopped. */
    record Stop(How how, Instant at, String detail, String text) {}

    /** @param given the variables that the call comes with */
    TrialNotes(String callId, Map<String, String> given) {
        this.callId = callId;
        variables.putAll(given);
    }

    void happened(EventRecord record) {
        if (!callId.equals(record.callId()) || end != null) {
            return;
        }
        events.add(record);
        switch (record.event()) {
            case FlowEvent.FlowEntered it -> {
                entered = true;
                depth++;
            }
            case FlowEvent.NodeEntered it -> nodeId = it.nodeId();
            case FlowEvent.VariableSet it -> variables.put(it.name(), it.value());
            case FlowEvent.FlowLeft it -> depth--;
            case CallEvent.CallerAnswered it -> answered = true;
            case CallEvent.LegConnected it when entered -> connected(it, record.at());
            case CallEvent.CallRouted it when entered && depth == 0 -> sent(it.target(), record.at());
            case CallEvent.CallEnded it -> ended(it, record.at());
            default -> {}
        }
    }

    void commanded(Command.CallCommand command, Instant at) {
        if (end == null && command instanceof Command.Play it && it.legId().equals(CallFact.CALLER)) {
            heard.add(new Heard(at, nodeId, it.mediaIds(), it.loop()));
        } else if (end == null
                && command instanceof Command.Gather it
                && !it.mediaIds().isEmpty()) {
            heard.add(new Heard(at, nodeId, it.mediaIds(), false));
        }
    }

    void stop(Stop why) {
        stopped = why;
    }

    @Nullable
    Stop stopped() {
        return stopped;
    }

    boolean isOver() {
        return end != null;
    }

    /** Whether the caller's call was answered, so that it ends with a BYE. */
    boolean isAnswered() {
        return answered;
    }

    TrialStory story(Stop otherwise, int used) {
        End how = end == null
                ? new End(otherwise.how(), otherwise.at(), nodeId, otherwise.detail(), otherwise.text())
                : end;
        return new TrialStory(events, heard, variables, how, used);
    }

    private void connected(CallEvent.LegConnected it, Instant at) {
        String user = it.party().userId();
        String who = user == null ? it.legId() : user;
        end = new End(How.ANSWERED, at, nodeId, who, who + " answered");
    }

    private void sent(RouteTarget target, Instant at) {
        String where = target.kind().name().toLowerCase(Locale.ROOT) + (target.id() == null ? "" : " " + target.id());
        end = new End(How.SENT, at, nodeId, where, "the flow sends the call to " + where);
    }

    private void ended(CallEvent.CallEnded it, Instant at) {
        boolean byCaller = it.cause().startsWith("caller.");
        How how = byCaller ? How.HUNG_UP : How.ENDED;
        end = new End(how, at, nodeId, it.cause(), "the call ended with " + it.cause());
    }
}
