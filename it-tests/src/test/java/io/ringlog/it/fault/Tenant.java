package io.ringlog.it.fault;

import static org.awaitility.Awaitility.await;

import io.ringlog.config.ConfigFile;
import io.ringlog.config.ConfigStore;
import io.ringlog.testkit.phone.Phone;
import java.net.InetSocketAddress;
import java.time.Duration;

/** The tenant that the fault tests call in: pairs of users, a trunk from this host, one number into a queue. */
final class Tenant {
    static final String DOMAIN = "fault.ringlog.test";
    static final String PASSWORD = "a-long-password";
    static final String NUMBER = "31201234567";
    static final String ROOM = "650";
    static final String LOT = "700";
    static final String BOX = "800";
    /** The user whose mailbox it is. */
    static final int KEEPS_BOX = 4;

    static final String TAPED = "900";
    static final String HUNT = "910";
    static final int USERS = 6;
    static final int AGENTS = 2;

    private Tenant() {}

    /** Applies it and returns its account. */
    static String apply(ConfigStore store) {
        ConfigFile.parse(text()).apply(store, "test");
        return store.accounts(null, null, 1).rows().getFirst().row().id();
    }

    static String extension(int user) {
        return "10" + user;
    }

    static Phone phone(String user, double hz, InetSocketAddress edge) {
        return Phone.udp(user + "@" + DOMAIN, PASSWORD, hz, edge);
    }

    /** Until the brain knows the device it challenges again. */
    static void register(Phone phone) {
        await(phone.user() + " registers")
                .atMost(Duration.ofSeconds(120))
                .ignoreExceptions()
                .until(() -> phone.register() == 200);
    }

    private static String text() {
        var text = new StringBuilder("accounts:\n  - name: Fault\n    domains:\n      - {domain: " + DOMAIN + "}\n");
        text.append("    users:\n");
        for (int i = 0; i < USERS; i++) {
            text.append(
                    "      - {username: u%1$d, %4$sdevices: [{auth_username: u%1$d, realm: %2$s, password: %3$s}]}\n"
                            .formatted(i, DOMAIN, PASSWORD, i == KEEPS_BOX ? "voicemail: Box, " : ""));
        }
        for (int i = 0; i < AGENTS; i++) {
            text.append(("      - {username: a%1$d, is_agent: true, auto_ready_on_login: true, auto_queue_login: true,"
                            + " devices: [{auth_username: a%1$d, realm: %2$s, password: %3$s}]}\n")
                    .formatted(i, DOMAIN, PASSWORD));
        }
        text.append("    trunks:\n      - {name: Carrier, proxy: \"127.0.0.1:5070\", inbound_ips: [\"127.0.0.1\"]}\n");
        text.append("    queues:\n      - name: Support\n        wrap_up_sec: 1\n        max_no_answer: 0\n");
        text.append("        agent_ring_timeout_sec: 5\n        members:\n");
        for (int i = 0; i < AGENTS; i++) {
            // One agent is in the queue by rule, the other by logging in.
            text.append("          - {user: a%d, tier_level: 1, mode: %s}\n"
                    .formatted(i, i % 2 == 0 ? "mandatory" : "static"));
        }
        text.append("    dids:\n      - {e164: \"" + NUMBER + "\", label: Support, dest_kind: queue, dest: Support}\n");
        text.append("    voicemails:\n      - {name: Box}\n    conferences:\n      - {name: Room}\n");
        text.append("    ring_groups:\n      - {name: Taped, recording: always, members: [{user: u3}]}\n");
        text.append(
                "      - {name: Hunt, strategy: sequential, members: [{user: u1, order: 1}, {user: u2, order: 2}]}\n");
        text.append("    park_lots:\n      - {name: Hall, digits: \"" + LOT + "\", first_slot: 701, slots: 2}\n");
        text.append("    extensions:\n");
        text.append("      - {digits: \"" + ROOM + "\", dest_kind: conference, dest: Room}\n");
        text.append("      - {digits: \"" + BOX + "\", dest_kind: voicemail, dest: Box}\n");
        text.append("      - {digits: \"" + TAPED + "\", dest_kind: ring_group, dest: Taped}\n");
        text.append("      - {digits: \"" + HUNT + "\", dest_kind: ring_group, dest: Hunt}\n");
        for (int i = 0; i < USERS; i++) {
            text.append("      - {digits: \"%s\", dest_kind: user, dest: u%d}\n".formatted(extension(i), i));
        }
        return text.toString();
    }
}
