package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.OutboundRoute;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.trunk.RegistrationMark;
import io.ringlog.wire.DirectoryEntry.LineEntry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes, trunks with credentials, and who may dial what. */
class CallingOutRowsSpec {

    private static final String FILE = """
            accounts:
              - name: Branch
                country: NL
                allowed_classes: [local, national]
                trunks:
                  - {name: Main, proxy: carrier.example, inbound_auth: none, auth_username: acme, password: once-only}
                  - {name: Spare, proxy: spare.example, inbound_auth: none, cid_format: digits}
                outbound_routes:
                  - {name: All, trunks: [Main, Spare], prepend: "+"}
                forwards:
                  - {name: Mobile, number: "06 12345678"}
                dids:
                  - {e164: "31201110009", dest_kind: forward, dest: Mobile}
            """;

    @TempDir
    Path folder;

    private ConfigStore store;
    private String acme;
    private String trunk;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        acme = store.createAccount(null, json("{'name': 'Acme'}"), "test").row().id();
        trunk = store.create(Resources.TRUNKS, acme, trunk("'password': 'pay-the-bill'"), "test")
                .row()
                .id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static ObjectNode trunk(String more) {
        return json("{'name': 'Carrier', 'proxy': 'carrier.example:5060', 'inbound_auth': 'none',"
                + " 'auth_username': 'acme', " + more + "}");
    }

    private ConfigRefused refusal(Runnable action) {
        return catchThrowableOfType(ConfigRefused.class, action::run);
    }

    @Test
    void a_trunks_password_is_sealed_and_never_shown() {
        SipTrunk row = store.find(Resources.TRUNKS, acme, trunk).orElseThrow().row();

        assertThat(store.secrets().open(String.valueOf(row.authSecret()), trunk))
                .isEqualTo("pay-the-bill");
        assertThat(Resources.TRUNKS
                        .fields()
                        .write(row, Resources.TRUNKS.hidden())
                        .toString())
                .doesNotContain("secret");
    }

    @Test
    void the_same_password_again_changes_nothing_and_null_takes_it_away() {
        var before = store.find(Resources.TRUNKS, acme, trunk).orElseThrow();

        var same =
                store.update(Resources.TRUNKS, acme, trunk, Edit.merge(json("{'password': 'pay-the-bill'}")), "test");
        assertThat(same).isEqualTo(before);
        Edit away = Edit.merge(json("{'auth_username': null, 'password': null}"));
        assertThat(store.update(Resources.TRUNKS, acme, trunk, away, "test")
                        .row()
                        .authSecret())
                .isNull();
    }

    @Test
    void a_trunk_is_told_name_and_password_or_neither() {
        assertThat(refusal(() -> store.create(Resources.TRUNKS, acme, trunk("'direction': 'both'"), "test"))
                        .errors())
                .extracting(FieldError::field, FieldError::code)
                .contains(tuple("password", "config.required"));
    }

    @Test
    void a_trunk_that_is_registered_at_says_where_and_as_whom_and_needs_no_addresses() {
        assertThat(refusal(() -> store.create(
                                Resources.TRUNKS,
                                acme,
                                json("{'name': 'Line', 'direction': 'inbound', 'do_register': true, 'expire_sec': 59}"),
                                "test"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("proxy", "auth_username", "expire_sec");

        SipTrunk row = store.create(
                        Resources.TRUNKS,
                        acme,
                        json("{'name': 'Line', 'proxy': 'carrier.example', 'do_register': true, 'from_user': 'us'}"),
                        "test")
                .row();
        assertThat(row.expireSec()).isEqualTo(3600);
        assertThat(Resources.TRUNKS.directory(row))
                .containsExactly(new LineEntry(row.id(), acme, RegistrationMark.of(row), false, null));
        SipTrunk outbound = store.update(
                        Resources.TRUNKS, acme, row.id(), Edit.merge(json("{'direction': 'outbound'}")), "test")
                .row();
        assertThat(Resources.TRUNKS.directory(outbound)).isEmpty();
        assertThat(Resources.TRUNKS.inert(outbound)).containsExactly("do_register");
        assertThat(Resources.TRUNKS.inert(row)).isEmpty();
    }

    @Test
    void no_more_trunks_are_asked_and_registered_at_than_the_account_may_have() {
        String few = store.createAccount(null, json("{'name': 'Few', 'max_watched_trunks': 2}"), "test")
                .row()
                .id();
        String watched = "'proxy': 'carrier.example', 'inbound_auth': 'none', 'options_interval_sec': 30}";
        store.create(Resources.TRUNKS, few, json("{'name': 'One', " + watched), "test");
        String second = store.create(
                        Resources.TRUNKS,
                        few,
                        json("{'name': 'Two', 'proxy': 'carrier.example', 'do_register': true, 'from_user': 'us'}"),
                        "test")
                .row()
                .id();

        assertThat(refusal(() -> store.create(Resources.TRUNKS, few, json("{'name': 'Three', " + watched), "test"))
                        .errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("options_interval_sec", "config.too-many"));
        store.create(
                Resources.TRUNKS,
                few,
                json("{'name': 'Three', 'proxy': 'carrier.example', 'inbound_auth': 'none'}"),
                "test");
        store.update(Resources.TRUNKS, few, second, Edit.merge(json("{'status': 'disabled'}")), "test");
        store.create(Resources.TRUNKS, few, json("{'name': 'Four', " + watched), "test");
    }

    @Test
    void how_often_a_trunk_is_asked_has_bounds() {
        assertThat(refusal(() -> store.create(
                                Resources.TRUNKS,
                                acme,
                                json("{'name': 'Asked', 'proxy': 'asked.example', 'inbound_auth': 'none',"
                                        + " 'options_interval_sec': 4, 'options_down_after': 0,"
                                        + " 'options_up_after': 21}"),
                                "test"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("options_interval_sec", "options_down_after", "options_up_after");
        assertThat(refusal(() -> store.create(
                                Resources.TRUNKS,
                                acme,
                                json("{'name': 'In', 'direction': 'inbound', 'inbound_auth': 'none',"
                                        + " 'options_interval_sec': 30}"),
                                "test"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("proxy");
    }

    @Test
    void a_route_leads_to_trunks_of_its_account_in_their_order() {
        OutboundRoute route = store.create(
                        Resources.OUTBOUND_ROUTES,
                        acme,
                        json("{'name': 'All', 'prefixes': ['49', '4930'], 'trunk_ids': ['" + trunk + "']}"),
                        "test")
                .row();

        assertThat(route.prefixes()).containsExactly("49", "4930");
        assertThat(store.find(Resources.OUTBOUND_ROUTES, acme, route.id())
                        .orElseThrow()
                        .row())
                .isEqualTo(route);
        assertThatThrownBy(() -> store.delete(Resources.TRUNKS, acme, trunk, null, "test"))
                .hasMessageContaining("outbound_route " + route.id());
    }

    @Test
    void a_route_names_what_is_wrong_with_it() {
        var document = json("{'name': 'All', 'prefixes': ['+49'], 'trunk_ids': ['tr_9'], 'strip': 16}");
        var nothing = json("{'name': 'None', 'trunk_ids': []}");

        assertThat(refusal(() -> store.create(Resources.OUTBOUND_ROUTES, acme, document, "test"))
                        .errors())
                .extracting(FieldError::field)
                .contains("prefixes[0]", "strip");
        assertThat(refusal(() -> store.create(
                                Resources.OUTBOUND_ROUTES, acme, json("{'name': 'A', 'trunk_ids': ['tr_9']}"), "test"))
                        .errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("trunk_ids[0]", "config.dest-not-found"));
        assertThat(refusal(() -> store.create(Resources.OUTBOUND_ROUTES, acme, nothing, "test"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("trunk_ids");
    }

    @Test
    void an_account_allows_everything_but_premium_unless_it_says_otherwise() {
        Account row = store.find(Resources.ACCOUNTS, acme, acme).orElseThrow().row();

        assertThat(row.allowedClasses())
                .containsExactly(
                        NumberClass.LOCAL, NumberClass.NATIONAL, NumberClass.MOBILE, NumberClass.INTERNATIONAL);
        Edit wrong = Edit.merge(json("{'country': 'XX', 'allowed_classes': ['emergency', 'lunar']}"));
        assertThat(refusal(() -> store.update(Resources.ACCOUNTS, acme, acme, wrong, "test"))
                        .errors())
                .extracting(FieldError::field)
                .contains("allowed_classes");
    }

    @Test
    void a_child_has_its_parents_country_and_may_dial_what_that_may() {
        Edit dutch = Edit.merge(json("{'is_reseller': true, 'country': 'NL', 'allowed_classes': ['local']}"));
        store.update(Resources.ACCOUNTS, acme, acme, dutch, "test");

        Account child =
                store.createAccount(acme, json("{'name': 'Branch'}"), "test").row();

        assertThat(child.country()).isEqualTo("NL");
        assertThat(child.allowedClasses()).containsExactly(NumberClass.LOCAL);
    }

    @Test
    void a_file_names_trunks_and_forwards_and_comes_out_as_it_went_in() {
        ConfigFile.parse(FILE).apply(store, "test");

        String exported = ConfigExport.yaml(store, true);
        assertThat(exported).contains("trunks:", "- \"Main\"", "password: \"once-only\"", "dest: \"Mobile\"");
        assertThat(ConfigFile.parse(exported).plan(store, "test").changesAnything())
                .isFalse();
    }
}
