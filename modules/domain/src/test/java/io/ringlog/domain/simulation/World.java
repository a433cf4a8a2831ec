package io.ringlog.domain.simulation;

import io.ringlog.domain.Brains;
import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.config.CallGroup;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.journal.AddRequested;
import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.ConfigInput;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.ConferenceRow;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.SmallPlan;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Two tenants on one partition: writes the journal in virtual time, lets the brain decide, plays everybody else. */
final class World {

    static final List<String> ACCOUNTS = List.of("acc_a", "acc_b");
    private static final List<String> EDGES = List.of("edge1", "edge2");
    private static final List<String> NAMES = List.of("anna", "ben", "cleo", "dora", "emil", "fay");
    private static final List<String> CODES = List.of("*8", "*43", "*50", "*51", "*52", "*53", "*531", "*72101", "*78");
    private static final Instant START = Instant.parse("2026-03-03T12:00:00Z");

    private final SplittableRandom random;
    private final Agenda agenda = new Agenda(START);
    private final Brain brain = new Brain("sim", Brains.concerns(Phones.SECRETS), new SmallPlan());
    private final Invariants invariants = new Invariants();
    private final Neighbours neighbours = new Neighbours();
    private final SimulatedExchange exchange;
    private final Workers workers;
    private final Wishes wishes;
    private final Map<String, Phones> phones = new HashMap<>();
    private final List<JournalRecord> journal = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private long configVersion;
    private int numbers;

    World(long seed) {
        random = new SplittableRandom(seed);
        exchange = new SimulatedExchange(agenda, random.split(), this::write, neighbours);
        workers = new Workers(agenda, random.split(), this::write);
        wishes = new Wishes(random.split());
        ACCOUNTS.forEach(account -> phones.put(account, new Phones(exchange.facts(account, "registrar"))));
    }

    List<JournalRecord> journal() {
        return journal;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    /** Who asks web services. */
    Workers workers() {
        return workers;
    }

    Wishes wishes() {
        return wishes;
    }

    Counts counts() {
        return invariants.counts();
    }

    int callsStarted() {
        return invariants.callsStarted();
    }

    /** Half an hour of work, then everybody goes home. */
    void run() {
        ACCOUNTS.forEach(this::open);
        for (String account : ACCOUNTS) {
            every(2_500, () -> call(account));
            every(9_000, () -> act(account));
            every(60_000, () -> register(account, name()));
            every(6_000, () -> hold(account));
            every(5_000, () -> transfer(account));
            every(8_000, () -> confer(account));
            every(9_000, () -> supervise(account));
            every(7_000, () -> add(account));
            every(20_000, () -> callBack(account));
            every(4_000, () -> wish(account));
            every(70_000, () -> reconfigure(account));
        }
        every(240_000, this::loseAnEdge);
        every(
                5_000,
                () -> neighbours.a_leg_in_one_account_is_the_caller_in_the_other_and_neither_is_left_behind(brain));
        Instant closing = START.plus(Duration.ofMinutes(20));
        agenda.runUntil(closing);
        ACCOUNTS.forEach(this::callNobodyBack);
        exchange.everybodyHangsUp();
        agenda.runUntil(closing.plus(Duration.ofMinutes(5)));
        ACCOUNTS.forEach(account -> invariants.nothing_is_left(brain.state(account)));
    }

    private void every(long meanMillis, Runnable deed) {
        agenda.in(1 + random.nextLong(2 * meanMillis), () -> {
            if (agenda.now().isBefore(START.plus(Duration.ofMinutes(20)))) {
                deed.run();
                every(meanMillis, deed);
            }
        });
    }

    private void open(String account) {
        save(account, Office.account(account));
        Office.rows(account).forEach(row -> save(account, row));
        save(account, Flows.version(1));
        for (String name : NAMES) {
            save(
                    account,
                    name.equals("ben")
                            ? UserRow.agent(name).maxSimultaneous(1).row()
                            : UserRow.agent(name).row());
            save(account, Rows.device(name));
            save(account, Rows.member("q_1", "us_" + name, 1 + random.nextInt(2), random.nextInt(2), Mode.OPTIONAL));
            save(account, Rows.member("q_2", "us_" + name, 1 + random.nextInt(2), 0, Mode.OPTIONAL));
            register(account, name);
        }
    }

    private void call(String account) {
        numbers++;
        String callId = account + "-c" + numbers;
        String edge = EDGES.get(random.nextInt(EDGES.size()));
        if (random.nextInt(3) == 0) {
            String dialled = switch (random.nextInt(7)) {
                case 5, 6 -> Neighbours.dialled(account, random);
                case 0 -> Wishes.slot(brain.state(account), random);
                case 1 -> "**" + name();
                case 2 -> CODES.get(random.nextInt(CODES.size()));
                default -> name();
            };
            exchange.call(account, callId, edge, phones.get(account).answer(name(), "INVITE"), dialled);
        } else {
            String to = Office.NUMBERS.get(random.nextInt(Office.NUMBERS.size()));
            exchange.call(account, callId, edge, null, to);
        }
    }

    private void act(String account) {
        numbers++;
        Verb verb = List.of(Verb.AVAILABLE, Verb.AVAILABLE, Verb.AVAILABLE, Verb.PAUSE, Verb.LOGIN, Verb.LOGOUT)
                .get(random.nextInt(6));
        List<QueueChoice> queues = random.nextInt(4) == 0
                ? List.of(new QueueChoice("q_1", 1))
                : List.of(new QueueChoice("q_1", null), new QueueChoice("q_2", null));
        write(account, new AgentActed("act-" + numbers, "api", "us_" + name(), verb, queues, null, "sim"));
    }

    private void hold(String account) {
        numbers++;
        Wishes.hold(brain.state(account), random, numbers).ifPresent(it -> write(account, it));
    }

    /** Somebody asks a third party in: a colleague, somebody of the other tenant, or a number outside. */
    private void add(String account) {
        List<CallState> calls = talking(account);
        if (!calls.isEmpty()) {
            numbers++;
            CallState call = calls.get(random.nextInt(calls.size()));
            String leg = call.up().get(random.nextInt(call.up().size())).id();
            String whom = List.of(name(), name(), Neighbours.dialled(account, random), "0301234567")
                    .get(random.nextInt(4));
            TransferTo to = new TransferTo.Dialled(whom);
            write(account, new AddRequested("add-" + numbers, "api", call.callId(), leg, to, "sim"));
        }
    }

    /** Calls of which somebody hears somebody, in the call or in another one. */
    private List<CallState> talking(String account) {
        return brain.state(account).calls().stream()
                .filter(call -> call.up().size() > 1 || call.up().stream().anyMatch(Leg.InTalk.class::isInstance))
                .toList();
    }

    /** Somebody passes on whom they talk to: to a person, a queue, a flow, or whom they talk to elsewhere. */
    private void transfer(String account) {
        List<CallState> calls = talking(account);
        if (!calls.isEmpty()) {
            numbers++;
            CallState call = calls.get(random.nextInt(calls.size()));
            String leg = call.up().get(random.nextInt(call.up().size())).id();
            String other = calls.get(random.nextInt(calls.size())).callId();
            TransferTo to = switch (random.nextInt(11)) {
                case 4, 5 -> new TransferTo.Parked(null, null);
                case 6 -> new TransferTo.Target(DestKind.CONFERENCE, "conf_1");
                case 0 -> new TransferTo.Target(DestKind.QUEUE, "q_1");
                case 1 -> new TransferTo.Target(DestKind.FLOW, "flow_1");
                case 2 -> new TransferTo.Dialled("nobody");
                case 3, 9, 10 -> new TransferTo.Consulted(other, null);
                default -> new TransferTo.Dialled(name());
            };
            write(account, new TransferRequested("tr-" + numbers, "api", call.callId(), leg, to, "sim"));
        }
    }

    private void wish(String account) {
        numbers++;
        wishes.next(brain.state(account), numbers, name(), edge -> exchange.facts(account, edge))
                .ifPresent(it -> write(account, it));
    }

    private void confer(String account) {
        numbers++;
        Supervisors.confer(brain.state(account), random, numbers).ifPresent(it -> write(account, it));
    }

    private void supervise(String account) {
        numbers++;
        Supervisors.say(brain.state(account), numbers).ifPresent(it -> write(account, it));
        Supervisors.act(brain.state(account), random, numbers, name()).ifPresent(it -> write(account, it));
    }

    private void callBack(String account) {
        numbers++;
        write(account, Supervisors.callBack(brain.state(account), random, numbers, name(), agenda.now()));
    }

    private void callNobodyBack(String account) {
        List.copyOf(brain.state(account).lines().kept().all())
                .forEach(kept -> write(account, Supervisors.gives(kept, numbers)));
    }

    /** How often somebody called the other tenant. */
    int betweenAccounts() {
        return neighbours.begun();
    }

    private void register(String account, String name) {
        int seconds = random.nextInt(8) == 0 ? 0 : 120 + random.nextInt(1200);
        write(
                account,
                phones.get(account)
                        .registers(name, new ContactAsked("sip:" + name + "@192.0.2.10:5060", seconds, null)));
    }

    private void reconfigure(String account) {
        String name = name();
        switch (random.nextInt(9)) {
            case 8 -> {
                remove(account, "conf_1");
                ConfigRow smaller =
                        ConferenceRow.conference("conf_1").maxMembers(3).row();
                agenda.in(9_000, () -> save(account, smaller));
            }
            case 0 ->
                save(
                        account,
                        QueueRow.queue("q_1")
                                .strategy(strategy())
                                .tierWaitSec(random.nextBoolean() ? null : 1 + random.nextInt(20))
                                .maxWaitSec(20 + random.nextInt(60))
                                .row());
            case 1 -> remove(account, "asg_q_1_us_" + name);
            case 2 -> save(account, Rows.member("q_1", "us_" + name, 1, 0, Mode.MANDATORY));
            case 3 -> remove(account, "us_" + name);
            case 4 ->
                save(
                        account,
                        UserRow.agent(name).autoReadyOnLogin().autoQueueLogin().row());
            case 5 -> save(account, Flows.version(2 + numbers));
            case 6 -> regroup(account);
            default -> {
                remove(account, "q_2");
                agenda.in(
                        20_000,
                        () -> save(
                                account,
                                QueueRow.queue("q_2")
                                        .strategy(strategy())
                                        .maxWaitSec(90)
                                        .row()));
            }
        }
    }

    /** The group changes while it rings: another strategy, or it is gone for a while. */
    private void regroup(String account) {
        CallGroup.Strategy[] strategies = CallGroup.Strategy.values();
        GroupRow next = GroupRow.group("rg_1")
                .strategy(strategies[random.nextInt(strategies.length)])
                .of("anna", "ben", "cleo", "dora");
        if (random.nextInt(3) == 0) {
            remove(account, "rg_1");
        }
        agenda.in(5_000, () -> save(account, next.row()));
    }

    private void loseAnEdge() {
        String edge = EDGES.get(random.nextInt(EDGES.size()));
        long epoch = exchange.epoch(edge);
        exchange.lose(edge);
        write(
                JournalRecord.PLATFORM,
                random.nextBoolean()
                        ? new EdgeLifecycle.EdgeLost(edge, epoch, "silent")
                        : new EdgeLifecycle.EdgeStarted(edge, epoch + 1));
    }

    private void save(String account, ConfigRow row) {
        configVersion++;
        write(account, new ConfigInput.RowSaved(Owned.by(account, row), configVersion, "sim"));
    }

    private void remove(String account, String rowId) {
        configVersion++;
        write(account, new ConfigInput.RowRemoved(rowId, configVersion, "sim"));
    }

    private Queue.Strategy strategy() {
        return Queue.Strategy.values()[random.nextInt(Queue.Strategy.values().length)];
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    /** Appends a record, decides it, and checks everything. */
    private void write(String account, Input input) {
        JournalRecord record = new JournalRecord(account, 0, journal.size() + 1L, agenda.now(), input);
        journal.add(record);
        Outcome outcome = brain.decide(record);
        outcomes.add(outcome);
        invariants.outcome(record, outcome);
        for (String each : ACCOUNTS.contains(account) ? List.of(account) : ACCOUNTS) {
            invariants.state(each, brain.state(each), agenda.now());
            Workers.who_stands_at_a_web_service_is_told_some_time(brain.state(each));
        }
        outcome.changes().forEach(this::keep);
        workers.obey(outcome);
        wishes.see(outcome);
        for (Outgoing outgoing : outcome.outgoing()) {
            if (outgoing instanceof Outgoing.CommandRecord command) {
                exchange.obey(command);
            }
        }
    }

    /** A timer fires up to half a second late, now and then too early, and now and then twice. */
    private void keep(Outcome.Change change) {
        if (change.granule() instanceof Granule.TimerSet(String account, Timer timer)) {
            boolean early = random.nextInt(20) == 0;
            if (early) {
                agenda.at(timer.due().minusMillis(1), () -> fire(account, timer));
            }
            agenda.at(timer.due().plusMillis(random.nextInt(500)), () -> fire(account, timer));
        }
    }

    private void fire(String account, Timer timer) {
        boolean waits = brain.state(account)
                .timer(timer.timerId())
                .filter(held -> held.timer().equals(timer))
                .isPresent();
        if (waits) {
            write(account, TimerFired.of(timer));
            if (random.nextInt(20) == 0) {
                write(account, TimerFired.of(timer));
            }
        }
    }
}
