package io.ringlog.it.fault;

import static org.awaitility.Awaitility.await;

import io.ringlog.testkit.phone.Phone;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Users who call each other and outsiders who call a queue with agents, again and again, whatever happens to the system
 * between them.
 */
final class CallLoad implements AutoCloseable {
    static final int OUTSIDERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Phone> users = new ArrayList<>();
    private final List<Phone> agents = new ArrayList<>();
    private final List<Phone> outsiders = new ArrayList<>();
    private final List<Thread> callers = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean paused = new AtomicBoolean();
    private final AtomicInteger generation = new AtomicInteger();
    private final AtomicInteger settingUp = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Map<PeerCall, Integer> held = new ConcurrentHashMap<>();
    private final Map<PeerCall, Integer> offered = new ConcurrentHashMap<>();

    /** Phones of {@link Tenant}, spread over the edges. */
    CallLoad(InetSocketAddress... edges) {
        for (int i = 0; i < Tenant.USERS; i++) {
            users.add(phone("u" + i, 400 + 100 * i, edges[i % edges.length]));
        }
        for (int i = 0; i < Tenant.AGENTS; i++) {
            agents.add(phone("a" + i, 1_200 + 100 * i, edges[i % edges.length]).behaving(agent()));
        }
        for (int i = 0; i < OUTSIDERS; i++) {
            outsiders.add(phone("3161234567" + i, 1_500 + 100 * i, edges[i % edges.length]));
        }
    }

    private static Phone phone(String user, double hz, InetSocketAddress edge) {
        return Phone.udp(user + "@" + Tenant.DOMAIN, Tenant.PASSWORD, hz, edge);
    }

    private PeerManner agent() {
        PeerManner slow = PeerManner.answeringAfter(Duration.ofMillis(300));
        return call -> {
            offered.put(call, generation.get());
            slow.invited(call);
        };
    }

    /** Registers everybody, logs the agents in and lets all of them call. */
    void start(long seed, PlatformApi api) {
        start(seed, Tenant.USERS / 2, api);
    }

    /** As above, with so many pairs of users; the phones of the others are free for a test's own calls. */
    void start(long seed, int pairs, PlatformApi api) {
        var seeds = new SplittableRandom(seed);
        for (int i = 0; i < Tenant.AGENTS; i++) {
            Phone agent = agents.get(i);
            String name = "a" + i;
            await("agent " + name + " registers and logs in")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> agent.register() == 200 && api.agent(name, "login") == 200);
        }
        for (int caller = 0; caller < 2 * pairs; caller += 2) {
            int first = caller;
            run("user-" + caller, seeds.split(), random -> callColleague(first, random));
        }
        for (Phone outsider : outsiders) {
            run("outsider-" + outsider.user(), seeds.split(), random -> callQueue(outsider, random));
        }
    }

    /** Calls that were answered, by a colleague or by the queue. */
    int answered() {
        return answered.get();
    }

    /** Calls of the queue that an agent took. */
    int served() {
        return (int) offered.keySet().stream().filter(PeerCall::isAnswered).count();
    }

    int failed() {
        return failed.get();
    }

    /** Every phone's call is as good as gone: its edge died, and nobody is left to tell the phone. */
    void edgeDied() {
        generation.incrementAndGet();
    }

    /** Calls that callers hold on edges that live. */
    int held() {
        return live(held);
    }

    /** Calls that agents hold on edges that live. */
    int heldByAgents() {
        return live(offered);
    }

    /** What the phones do at this moment, for people. */
    String scene() {
        long ringing = offered.keySet().stream()
                .filter(call -> !call.isAnswered() && !call.isEnded())
                .count();
        return "callers hold " + held() + " calls, set up " + settingUp.get() + "; agents talk on " + heldByAgents()
                + "; offers never answered so far " + ringing + "; answered " + answered() + ", served " + served()
                + ", failed " + failed();
    }

    /** Nobody begins or ends a call until {@link #resume}; returns when nobody is just setting one up. */
    void pause() {
        paused.set(true);
        await("callers come to rest").atMost(Duration.ofSeconds(90)).until(() -> settingUp.get() == 0);
    }

    void resume() {
        paused.set(false);
    }

    /** Ends the load; calls in progress are hung up first. */
    void stop() throws InterruptedException {
        resume();
        over.set(true);
        for (Thread caller : callers) {
            caller.join(Duration.ofSeconds(60));
        }
    }

    /** Agents log out, and no phone is left registered. */
    void leave(PlatformApi api) {
        for (Phone agent : agents) {
            await("agent " + agent.user() + " logs out")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> api.agent(agent.user(), "logout") == 200);
        }
        Stream.concat(users.stream(), agents.stream())
                .forEach(phone -> phone.sip().unregister());
    }

    @Override
    public void close() {
        over.set(true);
        users.forEach(Phone::close);
        agents.forEach(Phone::close);
        outsiders.forEach(Phone::close);
    }

    /** A stretch of real time in a life under load; nothing is waited for. */
    static void letPass(int millis) {
        await().pollDelay(Duration.ofMillis(millis))
                .atMost(Duration.ofMillis(millis + 60_000))
                .until(() -> true);
    }

    private interface Deed {
        void doOnce(SplittableRandom random);
    }

    private void run(String name, SplittableRandom random, Deed deed) {
        callers.add(Thread.ofVirtual().name(name).start(() -> {
            while (!over.get()) {
                try {
                    deed.doOnce(random);
                } catch (AssertionError | ConditionTimeoutException nobodyAnswered) {
                    // The test kit's way to say that an answer did not come: here it is what killing is about.
                    failed.incrementAndGet();
                }
            }
        }));
    }

    private void callColleague(int caller, SplittableRandom random) {
        PeerCall call = setUp(() -> {
            // A phone registers anew when a call fails, as real ones do sooner or later; here it always does.
            if (users.get(caller).register() != 200 || users.get(caller + 1).register() != 200) {
                throw new AssertionError("not registered");
            }
            return users.get(caller).call(Tenant.extension(caller + 1));
        });
        talk(call, random.nextInt(100, 800));
    }

    private void callQueue(Phone outsider, SplittableRandom random) {
        talk(setUp(() -> outsider.call(Tenant.NUMBER)), random.nextInt(500, 4_000));
    }

    private interface Dialling {
        PeerCall call();
    }

    private PeerCall setUp(Dialling dialling) {
        waitWhilePaused();
        settingUp.incrementAndGet();
        try {
            PeerCall call = dialling.call();
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(PATIENCE)
                    .until(() -> call.isAnswered() || call.isFailed());
            if (call.isFailed()) {
                throw new AssertionError("refused");
            }
            held.put(call, generation.get());
            answered.incrementAndGet();
            return call;
        } finally {
            settingUp.decrementAndGet();
        }
    }

    private void talk(PeerCall call, int millis) {
        letPass(millis);
        waitWhilePaused();
        settingUp.incrementAndGet();
        try {
            if (!call.isEnded()) {
                call.hangUp();
            }
        } finally {
            held.remove(call);
            settingUp.decrementAndGet();
        }
    }

    private void waitWhilePaused() {
        await().pollInterval(Duration.ofMillis(50)).forever().until(() -> !paused.get() || over.get());
    }

    private int live(Map<PeerCall, Integer> calls) {
        int now = generation.get();
        return (int) calls.entrySet().stream()
                .filter(call -> call.getValue() == now
                        && call.getKey().isAnswered()
                        && !call.getKey().isEnded())
                .count();
    }
}
