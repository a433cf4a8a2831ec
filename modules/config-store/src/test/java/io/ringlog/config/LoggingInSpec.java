package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.config.audit.AuditEntry;
import io.ringlog.config.audit.AuditLog;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.PersonRow;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.config.secret.PersonSessions;
import io.ringlog.config.secret.PersonSessions.Opened;
import io.ringlog.config.secret.PersonSessions.Session;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingInSpec {

    private static final String EMAIL = "ann@acme.example";
    private static final String PASSWORD = "correct-horse-battery";
    private static final String ADDRESS = "192.0.2.7";

    @TempDir
    Path folder;

    private ConfigStore store;
    private PersonSessions sessions;
    private String account;
    private Stored<PersonRow> ann;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        sessions = new PersonSessions(store.database(), store.clock());
        account = store.createAccount(null, json("{'name': 'Acme'}"), "test")
                .row()
                .id();
        ann = person(
                account, "{'email': '%s', 'name': 'Ann', 'role': 'supervisor', 'password': '%s'}", EMAIL, PASSWORD);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Stored<PersonRow> person(String of, String document, Object... values) {
        return store.create(Resources.PEOPLE, of, json(document.formatted(values)), "test");
    }

    private Opened login() {
        return sessions.open(EMAIL, PASSWORD, ADDRESS).orElseThrow();
    }

    private void change(String document) {
        store.update(Resources.PEOPLE, account, ann.row().id(), Edit.merge(json(document)), "test");
    }

    private PersonSessions in(Duration later) {
        return new PersonSessions(store.database(), Clock.offset(store.clock(), later));
    }

    private List<FieldError> refused(String of, String document) {
        return catchThrowableOfType(ConfigRefused.class, () -> person(of, document))
                .errors();
    }

    @Test
    void whoever_has_the_password_gets_a_session() {
        Opened opened = login();

        Session found = sessions.find(opened.secret()).orElseThrow();
        assertThat(found).isEqualTo(opened.session());
        assertThat(found.whose())
                .isEqualTo(new PersonSessions.Whose(ann.row().id(), account, EMAIL, "Ann", "supervisor", null));
        assertThat(sessions.list(ann.row().id())).containsExactly(found);
        assertThat(sessions.find(opened.secret() + "x")).isEmpty();
    }

    @Test
    void nobody_else_does() {
        assertThat(sessions.open(EMAIL, PASSWORD + "!", ADDRESS)).isEmpty();
        assertThat(sessions.open("bob@acme.example", PASSWORD, ADDRESS)).isEmpty();
        person(account, "{'email': 'bob@acme.example', 'name': 'Bob', 'role': 'agent'}");
        assertThat(sessions.open("bob@acme.example", "", ADDRESS)).isEmpty();
        assertThat(sessions.isRight(EMAIL, PASSWORD)).isTrue();
    }

    @Test
    void whoever_is_switched_off_is_out_at_once() {
        Opened opened = login();

        change("{'status': 'disabled'}");

        assertThat(sessions.find(opened.secret())).isEmpty();
        assertThat(sessions.open(EMAIL, PASSWORD, ADDRESS)).isEmpty();
        change("{'status': 'active'}");
        assertThat(sessions.find(opened.secret())).isEmpty();
    }

    @Test
    void a_new_password_and_another_role_end_what_was_begun_before() {
        Opened first = login();
        change("{'password': 'correct-horse-battery-2'}");
        assertThat(sessions.find(first.secret())).isEmpty();
        Opened second = sessions.open(EMAIL, PASSWORD + "-2", ADDRESS).orElseThrow();

        change("{'name': 'Anne'}");
        assertThat(sessions.find(second.secret()))
                .hasValueSatisfying(it -> assertThat(it.whose().name()).isEqualTo("Anne"));
        change("{'role': 'agent'}");
        assertThat(sessions.find(second.secret())).isEmpty();
    }

    /** Otherwise whoever may change somebody could try passwords, as often as they like. */
    @Test
    void nobody_learns_whether_a_new_password_was_the_password_before() {
        String before = passwordHash();
        Opened opened = login();

        change("{'password': '" + PASSWORD + "'}");

        assertThat(passwordHash()).isNotEqualTo(before);
        assertThat(sessions.find(opened.secret())).isEmpty();
        assertThat(sessions.isRight(EMAIL, PASSWORD)).isTrue();
    }

    @Test
    void a_password_is_hashed_before_anything_is_written() {
        var document =
                json("{'email': 'b@acme.example', 'name': 'B', 'role': 'agent', 'password': '" + PASSWORD + "'}");

        assertThat(Resources.PEOPLE.prepared(document).toString()).doesNotContain(PASSWORD);
        assertThat(document.path("password").asText()).isEqualTo(PASSWORD);
    }

    private String passwordHash() {
        return Objects.requireNonNull(
                store.find(Resources.PEOPLE, account, ann.row().id())
                        .orElseThrow()
                        .row()
                        .passwordHash());
    }

    @Test
    void nobody_comes_in_while_the_account_is_not_active() {
        Opened opened = login();

        store.update(Resources.ACCOUNTS, account, account, Edit.merge(json("{'status': 'suspended'}")), "test");

        assertThat(sessions.find(opened.secret())).isEmpty();
        assertThat(sessions.open(EMAIL, PASSWORD, ADDRESS)).isEmpty();
    }

    @Test
    void a_session_ends_when_it_is_not_used_and_however_much_it_is() {
        String secret = login().secret();

        assertThat(in(PersonSessions.IDLE).find(secret)).isEmpty();
        Duration step = PersonSessions.IDLE.minusMillis(1);
        Duration at = step;
        for (; at.compareTo(PersonSessions.LONGEST) < 0; at = at.plus(step)) {
            assertThat(in(at).find(secret)).isPresent();
        }
        assertThat(in(PersonSessions.LONGEST).find(secret)).isEmpty();
    }

    @Test
    void the_eleventh_session_of_a_person_ends_the_first() {
        List<String> secrets = IntStream.range(0, PersonSessions.MOST + 1)
                .mapToObj(n -> at(n).secret())
                .toList();

        assertThat(sessions.list(ann.row().id())).hasSize(PersonSessions.MOST);
        assertThat(sessions.find(secrets.getFirst())).isEmpty();
        assertThat(sessions.find(secrets.getLast())).isPresent();
    }

    private Opened at(int millis) {
        return in(Duration.ofMillis(millis)).open(EMAIL, PASSWORD, ADDRESS).orElseThrow();
    }

    @Test
    void sessions_are_ended_one_by_one_or_together_and_all_of_it_is_known() {
        Opened first = login();
        Opened second = login();

        sessions.end(first.session().id(), "person:" + ann.row().id());
        assertThat(sessions.find(first.secret())).isEmpty();
        assertThat(sessions.find(second.secret())).isPresent();
        sessions.endAll(ann.row().id(), "test");
        assertThat(sessions.find(second.secret())).isEmpty();
        sessions.endAll(ann.row().id(), "test");

        String person = "person:" + ann.row().id();
        assertThat(told("session"))
                .extracting(AuditEntry::actor, AuditEntry::actorName, AuditEntry::action, AuditEntry::rowName)
                .containsExactlyInAnyOrder(
                        tuple(person, EMAIL, AuditEntry.Action.CREATED, EMAIL),
                        tuple(person, EMAIL, AuditEntry.Action.CREATED, EMAIL),
                        tuple(person, EMAIL, AuditEntry.Action.REMOVED, EMAIL),
                        tuple("test", null, AuditEntry.Action.REMOVED, EMAIL));
    }

    @Test
    void whoever_is_removed_is_out() {
        Opened opened = login();

        store.delete(Resources.PEOPLE, account, ann.row().id(), null, "test");

        assertThat(sessions.find(opened.secret())).isEmpty();
        assertThat(sessions.isNobodyThere()).isTrue();
    }

    @Test
    void the_platform_has_people_of_its_own() {
        person(
                ApiKeys.PLATFORM,
                "{'email': 'root@ringlog.example', 'name': 'Root', 'role': 'platform', 'password': '%s'}",
                PASSWORD);

        assertThat(sessions.open("root@ringlog.example", PASSWORD, ADDRESS)).isPresent();
        assertThat(refused(account, "{'email': 'x@acme.example', 'name': 'X', 'role': 'platform'}"))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("role", "config.role-misplaced"));
        assertThat(refused(ApiKeys.PLATFORM, "{'email': 'x@acme.example', 'name': 'X', 'role': 'agent'}"))
                .extracting(FieldError::field)
                .containsExactly("role");
    }

    @Test
    void resellers_are_people_of_resellers() {
        String reseller = "{'email': 'x@acme.example', 'name': 'X', 'role': 'reseller'}";
        assertThat(refused(account, reseller)).extracting(FieldError::field).containsExactly("role");

        store.update(Resources.ACCOUNTS, account, account, Edit.merge(json("{'is_reseller': true}")), "test");
        assertThat(person(account, reseller).row().email()).isEqualTo("x@acme.example");
    }

    @Test
    void one_address_is_one_person_on_the_whole_platform() {
        String other = store.createAccount(null, json("{'name': 'Beta'}"), "test")
                .row()
                .id();

        assertThat(refused(other, "{'email': 'ann@acme.example', 'name': 'A', 'role': 'agent'}"))
                .extracting(FieldError::field)
                .containsExactly("email");
        assertThat(refused(other, "{'email': 'Ann@acme.example', 'name': 'A', 'role': 'agent'}"))
                .extracting(FieldError::field)
                .containsExactly("email");
    }

    @Test
    void short_and_endless_passwords_are_refused() {
        String document = "{'email': 'x@acme.example', 'name': 'X', 'role': 'agent', 'password': '%s'}";
        for (String password : List.of("", "eleven-char", "x".repeat(256), "x".repeat(100_000))) {
            assertThat(refused(account, document.formatted(password)))
                    .extracting(FieldError::code)
                    .containsExactly("config.bad-password");
        }
    }

    @Test
    void the_password_is_nowhere() {
        assertThat(ann.row().passwordHash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(ConfigExport.yaml(store, true)).contains(EMAIL).doesNotContain("argon2", "password");
        assertThat(told("person").toString()).doesNotContain("argon2", PASSWORD);
    }

    private List<AuditEntry> told(String resource) {
        return store.audit()
                .list(account, new AuditLog.Query(resource, null, null, null, null, null, null, 10))
                .rows();
    }
}
