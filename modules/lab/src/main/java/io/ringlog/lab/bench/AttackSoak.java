package io.ringlog.lab.bench;

import io.ringlog.lab.attack.Attackers;
import io.ringlog.lab.load.CallLoad;
import io.ringlog.lab.load.NumberedCalls;
import io.ringlog.lab.load.RegisterLoad;
import io.ringlog.lab.load.TrainingCalls;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Calls at a rate, a long call whose packets are counted, and calls that are attacked while they ring, all through one
 * process with default settings, to which strangers send whatever they have.
 */
public final class AttackSoak {

    private static final String REALM = "bench.example";
    private static final int PHONES = 4;
    private static final int REGISTRATIONS = 100;

    /** Whose passwords are guessed: of the phone that is called all the time, of the long call, of a ringing one. */
    private static final List<String> GUESSED = List.of("bench", "phone0", "phone3");

    private static final String HERE = "127.0.0.1";
    /** Where the phone behind a NAT says that it is; nobody is there. */
    private static final String HIDDEN = "127.0.0.99";

    /**
     * How long and how much.
     *
     * @param warmUpSec calls at a quarter of the rate before anybody attacks
     * @param steps lines of the table, each of {@code stepSec}
     * @param share 1 for attacks at their full rates, 10 for a tenth of them
     * @param settings of the node as {@code key=value}, beside where it listens; none for the defaults
     */
    public record Plan(int ratePerSec, int warmUpSec, int steps, int stepSec, int share, List<String> settings) {}

    /** The packets of the long call in both directions; it {@code stood} when nobody ended it before its time. */
    public record Lengthy(boolean stood, long sent, long received, long repeated, long foreign) {
        public long lost() {
            return sent - received;
        }
    }

    /**
     * How it went.
     *
     * @param calls of the load
     * @param failed of those
     * @param refused registrations of phones that know their passwords
     * @param earlyMiB resident memory after the second step, or after the first where there is one only
     * @param sent by the attackers, by kind
     */
    public record Outcome(
            int calls,
            int failed,
            int refused,
            Lengthy lengthy,
            RungCalls.Figures rung,
            long earlyMiB,
            long lastMiB,
            Map<String, Long> sent) {}

    private final Path folder;
    private final PrintStream out;

    public AttackSoak(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    public Outcome run(Plan plan) throws IOException, InterruptedException {
        try (CallLoad load = new CallLoad(TrainingCalls.CALLER, new InetSocketAddress(TrainingCalls.PHONE, 0));
                Subject subject = Subject.guarded(folder, TrainingCalls.tenant(PHONES), plan.settings())) {
            register(load, subject);
            int slow = Math.max(1, plan.ratePerSec() / 4);
            load.run(new CallLoad.Plan(subject.sip(), TrainingCalls.NUMBER, slow, plan.warmUpSec()));
            return attacked(plan, load, subject);
        }
    }

    private Outcome attacked(Plan plan, CallLoad load, Subject subject) throws IOException, InterruptedException {
        try (NumberedCalls lengthy = phones(subject, 0, HERE);
                NumberedCalls rung = phones(subject, 2, HIDDEN)) {
            NumberedCalls.Talking call = lengthy.ring().answer();
            List<NumberedCalls.Place> always = lengthy.places();
            try (Attackers attackers = Attackers.on(subject.sip(), REALM, GUESSED, plan.share());
                    RungCalls ringing = new RungCalls(rung, ports -> attackers.aim(always, ports))) {
                var scene = new AttackSteps.Scene(subject, load, lengthy, ringing, attackers);
                return new AttackSteps(plan, scene, out).run(call);
            }
        }
    }

    private static void register(CallLoad load, Subject subject) throws IOException {
        try (RegisterLoad registrations = new RegisterLoad(TrainingCalls.PHONE, subject.sip())) {
            registrations.run(TrainingCalls.phone(load), REGISTRATIONS);
        }
    }

    private static NumberedCalls phones(Subject subject, int first, String calleesHost) throws IOException {
        return new NumberedCalls(
                subject.sip(), TrainingCalls.phone(first), TrainingCalls.phone(first + 1), calleesHost);
    }
}
