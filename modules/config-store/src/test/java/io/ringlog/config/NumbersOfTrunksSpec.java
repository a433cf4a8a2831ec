package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.wire.DirectoryEntry.AccountEntry;
import io.ringlog.wire.DirectoryEntry.LineEntry;
import io.ringlog.wire.DirectoryEntry.TrunkEntry;
import io.ringlog.wire.DirectoryEntry.Written;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a trunk writes numbers is said with a country, and edges are told both. */
class NumbersOfTrunksSpec {
    private static final String TRUNK =
            "'name': 'T', 'proxy': 'c.test', 'do_register': true, 'from_user': 'us'," + " 'inbound_ips': ['192.0.2.1']";

    @TempDir
    Path folder;

    private ConfigStore store;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String account(String more) {
        return store.createAccount(null, json("{'name': 'Acme'" + more + "}"), "test")
                .row()
                .id();
    }

    private SipTrunk trunk(String account, String more) {
        return store.create(Resources.TRUNKS, account, json("{" + TRUNK + more + "}"), "test")
                .row();
    }

    private static List<Written> told(SipTrunk row) {
        return Resources.TRUNKS.directory(row).stream()
                .map(it -> it instanceof TrunkEntry trunk ? trunk.written() : ((LineEntry) it).written())
                .toList();
    }

    @Test
    void edges_are_told_how_it_writes_numbers_by_address_and_by_registration() {
        String acme = account(", 'country': 'DE'");

        SipTrunk row = trunk(acme, ", 'inbound_format': 'significant', 'country': 'AT', 'cid_format': 'national'");

        assertThat(told(row)).containsExactly(new Written("AT", true), new Written("AT", true));
        SipTrunk accounts = store.update(
                        Resources.TRUNKS,
                        acme,
                        row.id(),
                        Edit.merge(json("{'inbound_format': 'national', 'country': null}")),
                        "test")
                .row();
        assertThat(told(accounts)).containsExactly(new Written(null, false), new Written(null, false));
        assertThat(told(trunk(acme, ", 'inbound_ips': [], 'name': 'E'"))).containsOnlyNulls();
    }

    @Test
    void edges_are_told_the_country_of_an_account_that_has_one() {
        var acme = store.createAccount(null, json("{'name': 'Acme', 'country': 'DE'}"), "test")
                .row();
        var none = store.createAccount(null, json("{'name': 'None'}"), "test").row();

        assertThat(Resources.ACCOUNTS.directory(acme)).containsExactly(new AccountEntry(acme.id(), "DE"));
        assertThat(Resources.ACCOUNTS.directory(none)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'inbound_format': 'national'", "'inbound_format': 'significant'", "'cid_format': 'national'"})
    void numbers_of_a_country_that_nobody_says_are_refused(String field) {
        String acme = account("");

        assertThat(wrong(acme, field))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("country", "config.required"));
        assertThat(wrong(acme, field + ", 'country': 'Germany'"))
                .extracting(FieldError::field)
                .containsExactly("country");
        assertThat(trunk(acme, ", " + field + ", 'country': 'DE'").country()).isEqualTo("DE");
    }

    private List<FieldError> wrong(String account, String more) {
        return catchThrowableOfType(ConfigRefused.class, () -> trunk(account, ", " + more))
                .errors();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'inbound_format': 'national'", "'inbound_format': 'significant'", "'cid_format': 'national'"})
    void an_account_keeps_the_country_that_its_trunks_write_numbers_by(String field) {
        String acme = account(", 'country': 'DE'");
        SipTrunk row = trunk(acme, ", " + field);

        List<FieldError> wrong = catchThrowableOfType(ConfigRefused.class, () -> change(acme, "{'country': null}"))
                .errors();
        assertThat(wrong)
                .singleElement()
                .satisfies(it -> assertThat(it.field() + " " + it.code()).isEqualTo("country config.required"))
                .satisfies(it -> assertThat(it.message()).contains("trunk T of Acme "));
        assertThat(change(acme, "{'country': 'AT'}").country()).isEqualTo("AT");

        store.update(Resources.TRUNKS, acme, row.id(), Edit.merge(json("{'country': 'DE'}")), "test");
        assertThat(change(acme, "{'country': null}").country()).isNull();
    }

    private Account change(String account, String with) {
        return store.update(Resources.ACCOUNTS, account, account, Edit.merge(json(with)), "test")
                .row();
    }

    @Test
    void what_a_pbx_dials_is_read_as_what_people_of_the_account_dial() {
        String acme = account(", 'country': 'DE'");
        store.create(Resources.DOMAINS, acme, json("{'domain': 'acme.example', 'is_primary': true}"), "test");

        SipTrunk pbx = store.create(
                        Resources.TRUNKS,
                        acme,
                        json("{'name': 'P', 'role': 'pbx', 'inbound_auth': 'digest', 'inbound_username': 'pbx',"
                                + " 'inbound_realm': 'acme.example', 'inbound_password': 'correct-horse',"
                                + " 'inbound_format': 'national'}"),
                        "test")
                .row();

        assertThat(Resources.TRUNKS.inert(pbx)).containsExactly("inbound_format");
    }
}
