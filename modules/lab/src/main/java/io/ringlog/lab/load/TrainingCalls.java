package io.ringlog.lab.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What the start-up cache is trained with: registrations and calls of one tenant through a running node, over
 * loopback. The cache keeps which classes they used and how often each branch of their code was taken, so that the
 * next JVM compiles it in its first seconds and not in its first minutes. Measures nothing.
 */
public final class TrainingCalls {
    public static final String CALLER = "127.0.0.2";
    public static final String PHONE = "127.0.0.3";
    public static final String NUMBER = "12025550123";

    private static final int REGISTRATIONS = 500;
    /** Calls a second, and for how many seconds: 2,700 calls, and never more than half a minute. */
    private static final List<int[]> STEPS = List.of(new int[] {25, 4}, new int[] {100, 8}, new int[] {200, 9});

    private static final String TENANT = """
        accounts:
          - name: bench
            domains: [{domain: bench.example, is_primary: true}]
            users:
              - username: bench
                display_name: Bench
                devices: [{auth_username: bench, realm: bench.example, password: bench-secret}]
            trunks: [{name: load, direction: inbound, inbound_ips: ["%s"]}]
            dids: [{e164: "12025550123", label: bench, dest_kind: user, dest: bench}]
        """;

    private static final String FURTHER_PHONE = """
              - username: %s
                devices: [{auth_username: %s, realm: bench.example, password: bench-secret}]
        """;

    private TrainingCalls() {}

    /** The tenant these calls are for, as {@code ringlog config apply} takes it. */
    public static String tenant() {
        return TENANT.formatted(CALLER);
    }

    /** Calls a node that serves {@link #tenant()}; calls that fail are part of the training too. */
    public static void run(InetSocketAddress sip) throws IOException {
        try (CallLoad load = new CallLoad(CALLER, new InetSocketAddress(PHONE, 0));
                RegisterLoad registrations = new RegisterLoad(PHONE, sip)) {
            registrations.run(phone(load), REGISTRATIONS);
            for (int[] step : STEPS) {
                CallLoad.Result result = load.run(new CallLoad.Plan(sip, NUMBER, step[0], step[1]));
                System.out.printf("%d calls/s: %d complete, %d failed%n", step[0], result.complete(), result.failed());
            }
        }
    }

    /** The same tenant with so many further phones, each the device of a user of its own. */
    public static String tenant(int phones) {
        StringBuilder users = new StringBuilder();
        for (int i = 0; i < phones; i++) {
            users.append(FURTHER_PHONE.formatted(name(i), name(i)));
        }
        return tenant().replace("    trunks:", users + "    trunks:");
    }

    /** One of the further phones; nobody calls it, so it need not listen. */
    public static RegisterLoad.Phone phone(int number) {
        String contact = "sip:" + name(number) + "@" + PHONE + ":" + (1_024 + number);
        return new RegisterLoad.Phone(name(number), "bench.example", "bench-secret", contact);
    }

    private static String name(int number) {
        return "phone" + number;
    }

    public static RegisterLoad.Phone phone(CallLoad load) throws IOException {
        String contact = "sip:bench@" + PHONE + ":" + load.callee().getPort();
        return new RegisterLoad.Phone("bench", "bench.example", "bench-secret", contact);
    }
}
