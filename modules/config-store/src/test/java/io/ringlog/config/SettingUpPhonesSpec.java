package io.ringlog.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.audit.AuditEntry;
import io.ringlog.config.audit.AuditLog;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.secret.PhoneTokens;
import io.ringlog.config.secret.PhoneTokens.Order;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingUpPhonesSpec {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String KEY = "key:key_1";

    @TempDir
    Path folder;

    private ConfigStore store;
    private PhoneTokens tokens;
    private String account;
    private Order order;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        tokens = new PhoneTokens(store.database(), store.clock());
        account = store.createAccount(null, Documents.json("{'name': 'Acme'}"), "test")
                .row()
                .id();
        ObjectNode domain = Documents.json("{'domain': 'acme.example'}");
        store.create(Resources.DOMAINS, account, domain, "test");
        String user = store.create(Resources.USERS, account, Documents.json("{'username': '1001'}"), "test")
                .row()
                .id();
        ObjectNode phone =
                Documents.json("{'auth_username': '1001', 'realm': 'acme.example', 'password': 'once-upon'}");
        String device = store.create(Resources.DEVICES, account, phone.put("user_id", user), "test")
                .row()
                .id();
        order = new Order(account, device, "snom", "sip.acme.example");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_token_is_good_once() {
        String token = tokens.issue(order, HOUR, KEY).token();

        assertThat(tokens.take(token)).contains(order);
        assertThat(tokens.take(token)).isEmpty();
        assertThat(tokens.find(token)).contains(order);
        assertThat(tokens.find(token + "x")).isEmpty();
    }

    @Test
    void its_time_ends() {
        String token = tokens.issue(order, HOUR, KEY).token();

        assertThat(in(HOUR).take(token)).isEmpty();
        assertThat(in(HOUR.minusMillis(1)).take(token)).contains(order);
    }

    @Test
    void another_one_of_the_same_phone_ends_the_one_before() {
        String first = tokens.issue(order, HOUR, KEY).token();
        String second = tokens.issue(order, HOUR, KEY).token();

        assertThat(tokens.find(first)).isEmpty();
        assertThat(tokens.take(second)).contains(order);
    }

    @Test
    void an_account_that_is_suspended_and_a_phone_that_is_gone_are_not_set_up() {
        String token = tokens.issue(order, HOUR, KEY).token();

        status("suspended");
        assertThat(tokens.take(token)).isEmpty();
        status("active");
        store.delete(Resources.DEVICES, account, order.deviceId(), null, "test");
        assertThat(tokens.find(token)).isEmpty();
    }

    @Test
    void who_made_it_and_that_it_was_used_is_noted_and_the_token_is_nowhere() throws Exception {
        String token = tokens.issue(order, HOUR, KEY).token();
        tokens.take(token);

        assertThat(store.audit()
                        .list(account, new AuditLog.Query("provisioning_token", null, null, null, null, null, null, 9))
                        .rows())
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::rowId, AuditEntry::rowName)
                .containsExactly(
                        tuple("provisioning", AuditEntry.Action.REMOVED, order.deviceId(), "snom"),
                        tuple(KEY, AuditEntry.Action.CREATED, order.deviceId(), "snom"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, ISO_8859_1)).doesNotContain(token);
            }
        }
    }

    private PhoneTokens in(Duration time) {
        return new PhoneTokens(store.database(), Clock.offset(store.clock(), time));
    }

    private void status(String word) {
        Edit edit = Edit.merge(Documents.json("{}").put("status", word));
        store.update(Resources.ACCOUNTS, account, account, edit, "test");
    }
}
