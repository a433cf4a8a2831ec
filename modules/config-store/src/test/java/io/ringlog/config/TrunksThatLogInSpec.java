package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.config.secret.Ha1;
import io.ringlog.domain.config.SipTrunk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trunks that prove who they are: a name in a domain of the account and a password, which is kept as sealed HA1. */
class TrunksThatLogInSpec {
    private static final String PBX = "'name': 'Hotel', 'role': 'pbx', 'inbound_auth': 'digest',"
            + " 'inbound_username': 'hotel', 'inbound_realm': 'Acme.Example'";
    private static final String PASSWORD = ", 'inbound_password': 'checks-in-at-noon'";

    @TempDir
    Path folder;

    private ConfigStore store;
    private String acme;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        acme = store.createAccount(null, json("{'name': 'Acme'}"), "test").row().id();
        store.create(Resources.DOMAINS, acme, json("{'domain': 'acme.example'}"), "test");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Stored<SipTrunk> saved(String document) {
        return store.create(Resources.TRUNKS, acme, json("{" + document + "}"), "test");
    }

    private Stored<SipTrunk> changed(Stored<SipTrunk> trunk, String document) {
        return store.update(Resources.TRUNKS, acme, trunk.row().id(), Edit.merge(json("{" + document + "}")), "test");
    }

    private List<FieldError> wrong(Runnable write) {
        return catchThrowableOfType(ConfigRefused.class, write::run).errors();
    }

    private String opened(SipTrunk trunk) {
        return store.secrets().open(String.valueOf(trunk.inboundHa1()), trunk.id());
    }

    @Test
    void the_password_is_kept_as_sealed_ha1_and_needs_no_proxy() {
        SipTrunk trunk = saved(PBX + PASSWORD).row();

        assertThat(trunk.inboundRealm()).isEqualTo("acme.example");
        assertThat(opened(trunk)).isEqualTo(Ha1.md5("hotel", "acme.example", "checks-in-at-noon"));
        assertThat(store.secrets().open(String.valueOf(trunk.inboundHa1Sha256()), trunk.id()))
                .isEqualTo(Ha1.sha256("hotel", "acme.example", "checks-in-at-noon"));
        assertThat(trunk.callsInside()).isTrue();
    }

    @Test
    void the_same_password_again_changes_nothing_and_another_one_does() {
        Stored<SipTrunk> trunk = saved(PBX + PASSWORD);

        assertThat(changed(trunk, "'inbound_password': 'checks-in-at-noon'").row())
                .isEqualTo(trunk.row());
        assertThat(changed(trunk, "'inbound_password': 'checks-out-at-ten'")
                        .row()
                        .inboundHa1())
                .isNotEqualTo(trunk.row().inboundHa1());
    }

    @Test
    void a_new_name_needs_the_password_again() {
        Stored<SipTrunk> trunk = saved(PBX + PASSWORD);

        assertThat(wrong(() -> changed(trunk, "'inbound_username': 'motel'")))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("inbound_password", "config.required"));
        assertThat(opened(
                        changed(trunk, "'inbound_username': 'motel'" + PASSWORD).row()))
                .isEqualTo(Ha1.md5("motel", "acme.example", "checks-in-at-noon"));
    }

    @Test
    void hashes_are_taken_in_the_place_of_a_password() {
        String md5 = Ha1.md5("hotel", "acme.example", "x");

        assertThat(opened(saved(PBX + ", 'inbound_ha1': '" + md5 + "'").row())).isEqualTo(md5);
        assertThat(wrong(() -> saved(PBX.replace("Hotel", "B").replace("'hotel'", "'b'")
                        + ", 'inbound_ha1': 'no', 'inbound_ha1_sha256': 'none'")))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("inbound_ha1", "config.bad-ha1"), tuple("inbound_ha1_sha256", "config.bad-ha1"));
        String sha256 = Ha1.sha256("hotel", "acme.example", "x");
        assertThat(wrong(() -> saved(PBX.replace("Hotel", "B").replace("'hotel'", "'b'") + ", 'inbound_ha1_sha256': '"
                        + sha256 + "'")))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("inbound_ha1", "config.required"));
    }

    @Test
    void what_is_missing_or_too_much_is_named() {
        assertThat(wrong(
                        () -> saved("'name': 'T', 'inbound_auth': 'digest', 'direction': 'outbound', 'proxy': 'c.test',"
                                + " 'inbound_ips': ['192.0.2.1'], 'allowed_classes': ['emergency']")))
                .extracting(FieldError::field, FieldError::code)
                .containsExactlyInAnyOrder(
                        tuple("inbound_username", "config.required"),
                        tuple("inbound_realm", "config.required"),
                        tuple("inbound_password", "config.required"),
                        tuple("inbound_ips", "config.superfluous"),
                        tuple("direction", "config.wrong-direction"),
                        tuple("allowed_classes", "config.superfluous"));
        assertThat(wrong(() -> saved(PBX + ", 'inbound_password': 'short'")))
                .extracting(FieldError::field, FieldError::code)
                .contains(tuple("inbound_password", "config.bad-password"));
        assertThat(wrong(() -> saved(PBX.replace("Acme.Example", "other.example") + PASSWORD)))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("inbound_realm", "config.dest-not-found"));
        Stored<SipTrunk> trunk = saved(PBX + PASSWORD);
        assertThat(wrong(() -> changed(trunk, "'inbound_password': null")))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("inbound_password", "config.required"));
        assertThat(changed(trunk, "'inbound_password': null, 'inbound_auth': 'none'," + " 'direction': 'inbound'")
                        .row()
                        .inboundHa1())
                .isNull();
    }

    @Test
    void a_name_is_of_one_phone_or_trunk() {
        saved(PBX + PASSWORD);
        String user = store.create(Resources.USERS, acme, json("{'username': 'hotel'}"), "test")
                .row()
                .id();
        String device = "{'user_id': '" + user + "', 'realm': 'acme.example', 'password': 'checks-in-at-noon',"
                + " 'auth_username': ";

        assertThat(wrong(() -> store.create(Resources.DEVICES, acme, json(device + "'hotel'}"), "test")))
                .extracting(FieldError::field, FieldError::message)
                .containsExactly(tuple("auth_username", "is taken by a trunk"));
        store.create(Resources.DEVICES, acme, json(device + "'motel'}"), "test");
        assertThat(wrong(() -> saved(PBX.replace("Hotel", "Motel").replace("'hotel'", "'motel'") + PASSWORD)))
                .extracting(FieldError::field, FieldError::message)
                .containsExactly(tuple("inbound_username", "is taken by a device"));
        assertThat(wrong(() -> saved(PBX.replace("Hotel", "Motel") + PASSWORD)))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("inbound_username", "config.taken"));
    }

    @Test
    void its_domain_stays_as_long_as_it_does() {
        saved(PBX + PASSWORD);
        String domain = store.list(Resources.DOMAINS, acme, null, 9, Map.of())
                .rows()
                .getFirst()
                .row()
                .id();

        assertThat(wrong(() -> store.delete(Resources.DOMAINS, acme, domain, null, "test")))
                .extracting(FieldError::code)
                .containsExactly("config.in-use");
    }

    @Test
    void what_only_a_pbx_that_logs_in_does_is_said_to_be_without_effect() {
        SipTrunk carrier = saved("'name': 'C', 'inbound_auth': 'none', 'proxy': 'c.test', 'calls_inside': false,"
                        + " 'allowed_classes': ['local']")
                .row();

        assertThat(Resources.TRUNKS.inert(carrier)).containsExactly("allowed_classes", "calls_inside");
        assertThat(Resources.TRUNKS.inert(saved(PBX + PASSWORD).row())).isEmpty();
    }
}
