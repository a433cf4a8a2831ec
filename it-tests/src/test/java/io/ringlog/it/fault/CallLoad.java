package io.ringlog.it.fault;

import static org.awaitility.Awaitility.await;

import io.ringlog.config.ConfigFile;
import io.ringlog.config.ConfigStore;
import io.ringlog.testkit.phone.Phone;
import io.ringlog.testkit.sip.PeerCall;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Pairs of phones that call each other again and again, whatever happens to the system between them. */
final class CallLoad implements AutoCloseable {
    static final int PAIRS = 3;
    private static final String DOMAIN = "fault.ringlog.test";
    private static final String PASSWORD = "a-long-password";

    private final List<Phone> phones = new ArrayList<>();
    private final List<Thread> callers = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    CallLoad(InetSocketAddress server) {
        for (int i = 0; i < 2 * PAIRS; i++) {
            phones.add(Phone.udp("u" + i + "@" + DOMAIN, PASSWORD, 400 + 100 * i, server));
        }
    }

    /** The tenant of these phones; returns its account. */
    static String apply(ConfigStore store) {
        var text = new StringBuilder("accounts:\n  - name: Fault\n    domains:\n      - {domain: " + DOMAIN + "}\n");
        text.append("    users:\n");
        for (int i = 0; i < 2 * PAIRS; i++) {
            text.append("      - {username: u%d, devices: [{auth_username: u%d, realm: %s, password: %s}]}\n"
                    .formatted(i, i, DOMAIN, PASSWORD));
        }
        text.append("    extensions:\n");
        for (int i = 0; i < 2 * PAIRS; i++) {
            text.append("      - {digits: \"10%d\", dest_kind: user, dest: u%d}\n".formatted(i, i));
        }
        ConfigFile.parse(text.toString()).apply(store, "test");
        return store.accounts(null, null, 1).rows().getFirst().row().id();
    }

    /** Each caller registers both phones when a call fails, as real ones do sooner or later. */
    void start(long seed) {
        var seeds = new SplittableRandom(seed);
        for (int pair = 0; pair < PAIRS; pair++) {
            int caller = 2 * pair;
            var random = seeds.split();
            callers.add(Thread.ofVirtual().name("load-" + pair).start(() -> keepCalling(caller, random)));
        }
    }

    int answered() {
        return answered.get();
    }

    int failed() {
        return failed.get();
    }

    /** Ends the load; calls in progress are hung up first. */
    void stop() throws InterruptedException {
        over.set(true);
        for (Thread caller : callers) {
            caller.join(Duration.ofSeconds(60));
        }
    }

    @Override
    public void close() {
        over.set(true);
        phones.forEach(Phone::close);
    }

    /** A stretch of real time in a life under load; nothing is waited for. */
    static void letPass(int millis) {
        await().pollDelay(Duration.ofMillis(millis))
                .atMost(Duration.ofMillis(millis + 10_000))
                .until(() -> true);
    }

    private void keepCalling(int caller, SplittableRandom random) {
        boolean registered = false;
        while (!over.get()) {
            try {
                registered = registered || registerBoth(caller);
                if (registered) {
                    talk(caller, random);
                    answered.incrementAndGet();
                }
            } catch (AssertionError nobodyAnswered) {
                // The test kit's way to say that an answer did not come: here it is what killing is about.
                failed.incrementAndGet();
                registered = false;
            }
        }
    }

    private boolean registerBoth(int caller) {
        return phones.get(caller).register() == 200 && phones.get(caller + 1).register() == 200;
    }

    private void talk(int caller, SplittableRandom random) {
        PeerCall call = phones.get(caller).call("10" + (caller + 1));
        call.awaitAnswered();
        letPass(random.nextInt(100, 800));
        call.hangUp();
    }
}
