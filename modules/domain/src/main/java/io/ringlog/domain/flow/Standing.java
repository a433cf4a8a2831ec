package io.ringlog.domain.flow;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.FlowExit;
import io.ringlog.domain.act.Hops;
import io.ringlog.domain.act.Music;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.brain.Drawn;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.Secret;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.config.Variables;
import io.ringlog.domain.config.node.Gathering;
import io.ringlog.domain.config.node.Outcome;
import io.ringlog.domain.config.node.Recording;
import io.ringlog.domain.config.node.Visit;
import io.ringlog.domain.http.HttpAsk;
import io.ringlog.domain.http.SealedSecret;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.domain.recording.Dictation;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.schedule.Hours;
import io.ringlog.domain.schedule.ScheduleEvaluator;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.state.FlowPosition;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.voicemail.FetchDesk;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Code;
import io.ringlog.kernel.Rejection;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A call that stands at a node of its flow: what nodes see and do, done to the call. Holds no rule of any node. */
record Standing(LiveCall call, FlowGraph graph, String nodeId) implements Visit {

    private static final int USUAL_RING_SEC = 25;
    private static final int MOST_VARIABLES = 100;

    @Override
    public int tries() {
        return position().tries();
    }

    @Override
    public int timeouts() {
        return position().timeouts();
    }

    @Override
    public boolean hasEdge(String outcome) {
        return graph.edge(nodeId, outcome).isPresent();
    }

    @Override
    public @Nullable String value(String variable) {
        return switch (variable) {
            case "caller" -> call.head().from();
            case "called" -> call.head().to();
            default -> call.state().variables().get(variable);
        };
    }

    @Override
    public boolean mayHold(String variable) {
        Map<String, String> held = call.state().variables();
        return held.containsKey(variable) || held.size() < MOST_VARIABLES;
    }

    @Override
    public ZonedDateTime now() {
        return call.now()
                .atZone(ScheduleEvaluator.zoneOf(
                        call.turn().state().config(), call.turn().account()));
    }

    @Override
    public void set(String variable, String value, Because because) {
        if (!Variables.maySet(variable) && !variable.equals(Variables.RECORDING_RULE)) {
            call.emit(
                    new FlowEvent.VariableRefused(call.id(), position().flowId(), nodeId, variable),
                    Because.of("flow.variable-kept-back"));
            return;
        }
        call.change(it -> it.withVariable(variable, value));
        call.emit(new FlowEvent.VariableSet(call.id(), variable, value), because);
    }

    @Override
    public Outcome hours(String scheduleId) {
        Hours hours =
                ScheduleEvaluator.of(call.turn().state().config(), call.turn().account(), scheduleId, call.now());
        return switch (hours) {
            case Hours.Evaluation it -> new Outcome(it.state().outcome(), it.because());
            case Hours.Broken it -> {
                Because because = it.because(nodeId);
                call.emit(it.warning(call.id()), because);
                yield new Outcome(it.state().outcome(), because);
            }
        };
    }

    @Override
    public void play(Phrase phrase) {
        openEar();
        Ear.play(call, call.state().guestId(), phrase, new Listener.FromNode(nodeId));
    }

    @Override
    public void gather(Gathering it) {
        openEar();
        Ear.gather(call, call.state().guestId(), it, new Listener.FromNode(nodeId));
    }

    @Override
    public Optional<Rejection> record(Recording it, String variable) {
        openEar();
        return Dictation.begin(call, position().flowId(), nodeId, it, variable);
    }

    @Override
    public boolean ask(HttpAsk ask, @Nullable String secretId, SealedSecret.Use use) {
        Optional<SealedSecret> secret = Optional.ofNullable(secretId)
                .flatMap(id -> call.turn().state().config().as(id, Secret.class))
                .map(it -> new SealedSecret(it.id(), it.secret(), use));
        if (secretId != null && secret.isEmpty()) {
            return false;
        }
        HttpDesk.ask(call, nodeId, ask, secret.orElse(null));
        return true;
    }

    @Override
    public void countAgain(boolean silent) {
        move(at -> silent ? at.timedOut() : at.failed());
    }

    @Override
    public void ring(String userId, @Nullable Integer timeoutSec) {
        Ear.music(call, call.state().guestId(), Music.USUAL, new Listener.RingMusic(nodeId));
        int ringSec = timeoutSec != null
                ? timeoutSec
                : call.turn()
                        .state()
                        .config()
                        .user(userId)
                        .map(SipUser::ringTimeoutSec)
                        .orElse(USUAL_RING_SEC);
        Ringing.user(call, new RingAttempt.Purpose.FromFlow(nodeId, userId), userId, ringSec);
    }

    @Override
    public void ringGroup(String groupId) {
        Hops.route(
                call,
                new RouteTarget(DestKind.RING_GROUP, groupId, Map.of()),
                Because.of("flow.rung-group").with("node", nodeId));
    }

    @Override
    public void descend(String flowId) {
        FlowWalk.descend(call, flowId);
    }

    @Override
    public int drawn(int below) {
        return (int) Long.remainderUnsigned(Drawn.of(call.turn().position(), nodeId), below);
    }

    @Override
    public void goTo(DestKind kind, @Nullable String id) {
        Because because = Because.of("flow.dialled").with("node", nodeId);
        FlowExit.leave(call, because);
        Hops.route(call, new RouteTarget(kind, id, Map.of()), because);
    }

    @Override
    public boolean fetch(@Nullable String mailboxId) {
        Optional<String> box = mailboxId == null ? FetchDesk.own(call) : Optional.of(mailboxId);
        box.ifPresent(id -> {
            Because because = Because.of("flow.fetches-messages").with("node", nodeId);
            FlowExit.leave(call, because);
            call.turn().emit(new VoicemailEvent.MailboxAsked(id, call.id()), because);
        });
        return box.isPresent();
    }

    @Override
    public void enqueue(String queueId, @Nullable Integer priority) {
        Map<String, String> variables =
                priority == null ? Map.of() : Map.of(QueuePlace.PRIORITY, String.valueOf(priority));
        Hops.route(
                call,
                new RouteTarget(DestKind.QUEUE, queueId, variables),
                Because.of("flow.enqueued").with("node", nodeId));
    }

    @Override
    public void hangUp(@Nullable String own) {
        Code cause = own == null ? Cause.FLOW_HANGUP : () -> own;
        FlowExit.leave(call, cause.because().with("node", nodeId));
        CallEnding.hangUp(call, cause);
    }

    /** Changes where the call stands. */
    void move(UnaryOperator<FlowPosition> step) {
        call.change(it -> it.withFlow(step.apply(position())));
    }

    private void openEar() {
        Ear.open(call, Because.of("flow.needs-ear").with("node", nodeId));
    }

    private FlowPosition position() {
        return Objects.requireNonNull(call.state().flow(), "a call at a node is in a flow");
    }
}
