package io.ringlog.domain.trial;

import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.config.AgentQueueAssignment;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.ConfigInput.RowSaved;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.trial.TrialStory.How;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tries a call into a flow. */
public final class FlowTrial {

    /** Records that a trial may take; a flow of a hundred nodes with a hundred inputs needs some hundreds. */
    private static final int MOST_RECORDS = 5_000;

    /** The id of the call in every trial. */
    public static final String CALL = "trial";

    private static final String NOWHERE = "trial.invalid";

    private final TrialGround ground;
    private final TrialScript script;
    private final Brain brain;
    private final TrialJournal journal;
    private final TrialWorld world;
    private final TrialNotes notes;
    private int used;
    private @Nullable Instant hangsUpAt;

    private FlowTrial(TrialGround ground, TrialScript script) {
        this.ground = ground;
        this.script = script;
        this.brain = ground.brain();
        this.journal = new TrialJournal(brain, ground.account(), script.at());
        this.world = new TrialWorld(CALL, journal);
        this.notes = new TrialNotes(CALL, script.variables());
    }

    /** A part of a script that cannot be meant: the field and what is wrong with it. */
    public record Fault(String field, String text) {}

    /** Whom a script names that is not there. */
    public static List<Fault> faults(TrialGround ground, TrialScript script) {
        Brain brain = ground.brain();
        List<Fault> faults = new ArrayList<>();
        for (String name : script.agents()) {
            Optional<SipUser> user = brain.state(ground.account()).config().userNamed(name);
            if (user.isEmpty() || !user.get().isAgent()) {
                faults.add(new Fault("agents", "there is no agent " + name + " in this account"));
            }
        }
        for (String name : script.offline()) {
            if (brain.state(ground.account()).config().userNamed(name).isEmpty()) {
                faults.add(new Fault("offline", "there is no user " + name + " in this account"));
            }
        }
        return faults;
    }

    /** A call into this flow, to the end of the flow or of the script. */
    public static TrialStory of(TrialGround ground, String flowId, TrialScript script) {
        FlowTrial trial = new FlowTrial(ground, script);
        trial.prepare();
        return trial.call(flowId);
    }

    private void prepare() {
        journal.openEdge();
        Set<String> offline = new HashSet<>();
        script.offline().forEach(name -> user(name).map(SipUser::id).ifPresent(offline::add));
        for (SipDevice device : ground.devices()) {
            if (!offline.contains(device.userId())) {
                journal.write(TrialPhones.register(device, journal));
            }
        }
        script.agents().forEach(name -> user(name).ifPresent(this::logIn));
    }

    private void logIn(SipUser user) {
        List<QueueChoice> queues = brain.state(ground.account()).config().membershipsOf(user.id()).stream()
                .filter(it -> it.mode() == AgentQueueAssignment.Mode.OPTIONAL)
                .map(it -> new QueueChoice(it.queueId(), null))
                .toList();
        journal.write(new AgentActed(
                "rq-" + user.id(), CALL, user.id(), AgentActed.Verb.AVAILABLE, queues, null, user.username()));
    }

    private TrialStory call(String flowId) {
        journal.begin();
        RouteTarget target = new RouteTarget(DestKind.FLOW, flowId, script.variables());
        journal.write(new RowSaved(number(target), Long.MAX_VALUE, CALL));
        decide(invite());
        while (!notes.isOver() && journal.length() < MOST_RECORDS) {
            Input next = next();
            if (next == null) {
                break;
            }
            decide(next);
        }
        return notes.story(ending(), used);
    }

    /** Why it goes no further; of no importance when the call itself came to an end. */
    private TrialNotes.Stop ending() {
        return Optional.ofNullable(notes.stopped())
                .orElseGet(() -> new TrialNotes.Stop(
                        How.TOO_LONG, journal.now(), "", "more happens than " + MOST_RECORDS + " records tell"));
    }

    private @Nullable Input next() {
        Input fact = world.next();
        if (fact != null) {
            return fact;
        }
        String wanted = world.waitsFor();
        TrialInput input = used < script.inputs().size() ? script.inputs().get(used) : null;
        if (input instanceof TrialInput.HangsUp hangsUp) {
            return untilHangUp(hangsUp, wanted);
        } else if (wanted == null) {
            return timer();
        } else if (input == null) {
            return stop(
                    How.INPUT_MISSING, wanted, "the call waits for " + wanted + ", and the script has no more inputs");
        }
        return put(input, wanted);
    }

    private @Nullable Input put(TrialInput input, String wanted) {
        String place = "input " + (used + 1) + " is " + input.word();
        if (!input.word().equals(wanted)) {
            return stop(How.INPUT_UNFIT, wanted, place + ", and the call waits for " + wanted);
        }
        String unfit = switch (input) {
            case TrialInput.Keys it -> world.unfit(it.keys());
            case TrialInput.Http it -> world.unfit(it);
            default -> null;
        };
        if (unfit != null) {
            return stop(How.INPUT_UNFIT, wanted, place + ": " + unfit);
        }
        used++;
        switch (input) {
            case TrialInput.Keys it -> world.press(it.keys());
            case TrialInput.Ring it -> world.ring(it.end());
            case TrialInput.Speaks it -> world.speak(it.seconds());
            case TrialInput.Http it -> world.answer(it);
            case TrialInput.HangsUp it -> {}
        }
        return next();
    }

    /** Time passes, silence is heard and phones ring in vain, until the caller has had enough. */
    private @Nullable Input untilHangUp(TrialInput.HangsUp input, @Nullable String wanted) {
        Instant at = hangsUpAt == null ? journal.now().plusSeconds(input.afterSec()) : hangsUpAt;
        hangsUpAt = at;
        if ("keys".equals(wanted) && at.isAfter(journal.now().plus(world.patience()))) {
            world.press("");
            return next();
        } else if ("ring".equals(wanted)) {
            world.ring(TrialInput.RingEnd.NO_ANSWER);
            return next();
        }
        if (!"speaks_sec".equals(wanted)
                && firstTimer().filter(it -> it.due().isBefore(at)).isPresent()) {
            return timer();
        }
        used++;
        hangsUpAt = null;
        journal.pass(at);
        world.hangUp(notes.isAnswered());
        return world.next();
    }

    private @Nullable Input timer() {
        return firstTimer()
                .map(first -> {
                    journal.pass(first.due());
                    return TimerFired.of(first);
                })
                .orElse(null);
    }

    private Optional<Timer> firstTimer() {
        return brain.state(ground.account()).timers().stream()
                .map(Granule.TimerSet::timer)
                .min(Comparator.comparing(Timer::due).thenComparing(Timer::timerId));
    }

    private @Nullable Input stop(How how, String wanted, String text) {
        notes.stop(new TrialNotes.Stop(how, journal.now(), wanted, text));
        return null;
    }

    private void decide(Input input) {
        Outcome outcome = journal.write(input);
        for (Outgoing it : outcome.outgoing()) {
            switch (it) {
                case Outgoing.EventRecord event -> {
                    notes.happened(event);
                    world.happened(event.event());
                }
                case Outgoing.CommandRecord command -> obey(command);
                case Outgoing.EffectRecord effect -> world.obey(effect.effect());
            }
        }
    }

    private void obey(Outgoing.CommandRecord record) {
        if (record.command() instanceof Command.CallCommand it && it.callId().equals(CALL)) {
            notes.commanded(it, journal.now());
            world.obey(it);
        }
    }

    private Optional<SipUser> user(String name) {
        return brain.state(ground.account()).config().userNamed(name);
    }

    private Did number(RouteTarget target) {
        return new Did(
                "did_trial",
                ground.account(),
                script.called(),
                "",
                Did.Status.ACTIVE,
                target,
                null,
                Did.FaxMode.VOICE,
                true,
                null,
                null,
                null,
                null);
    }

    private CallFact.InviteReceived invite() {
        return new CallFact.InviteReceived(
                journal.stamp(),
                CALL,
                script.called(),
                NOWHERE,
                script.caller().isEmpty() ? "anonymous" : script.caller(),
                NOWHERE,
                null,
                null,
                "tr_trial",
                ground.account(),
                TrialPhones.SOURCE,
                "sip-" + CALL,
                null,
                List.of("pcmu", "pcma"),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
