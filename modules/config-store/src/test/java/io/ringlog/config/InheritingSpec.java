package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.domain.config.Account;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritingSpec {

    @TempDir
    Path folder;

    private ConfigStore store;
    private String reseller;
    private String branch;
    private String shop;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        reseller = account(
                null, "{'name': 'Reseller', 'is_reseller': true, 'timezone': 'Europe/Berlin', 'country': 'DE'}");
        branch = account(reseller, "{'name': 'Branch', 'is_reseller': true, 'brand_name': 'Phones'}");
        shop = account(branch, "{'name': 'Shop', 'language': 'de-DE', 'country': null}");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_an_account_does_not_say_is_as_above_it() {
        assertThat(read(shop))
                .extracting(Account::timezone, Account::country, Account::brandName, Account::language)
                .containsExactly("Europe/Berlin", "DE", "Phones", "de-DE");
        assertThat(store.inherited(read(shop)))
                .containsEntry("timezone", reseller)
                .containsEntry("country", reseller)
                .containsEntry("brand_name", branch)
                .containsEntry("allowed_classes", reseller)
                .doesNotContainKey("language");
        assertThat(store.inherited(read(reseller))).isEmpty();
    }

    @Test
    void a_change_above_counts_below_where_nobody_says_otherwise() {
        change(branch, "{'timezone': 'Europe/Vienna'}");
        change(reseller, "{'timezone': 'Europe/Zurich', 'language': 'fr-FR', 'allowed_classes': ['local']}");

        assertThat(read(branch).timezone()).isEqualTo("Europe/Vienna");
        assertThat(read(shop))
                .extracting(Account::timezone, Account::language)
                .containsExactly("Europe/Vienna", "de-DE");
        assertThat(read(shop).allowedClasses()).hasSize(1);
        assertThat(store.inherited(read(shop))).containsEntry("timezone", branch);
        long told = store.database()
                .read(sql -> sql.number(
                        "SELECT count(*) AS n FROM outbox WHERE account_id = ? AND payload LIKE '%Vienna%'", shop));
        assertThat(told).isPositive();
    }

    @Test
    void the_number_shown_outside_comes_from_above_until_an_account_says_its_own() {
        change(reseller, "{'default_cid_number': '4930123456'}");
        assertThat(read(shop).defaultCidNumber()).isEqualTo("4930123456");
        assertThat(store.inherited(read(shop))).containsEntry("default_cid_number", reseller);

        change(shop, "{'default_cid_number': '4930654321'}");
        change(reseller, "{'default_cid_number': null}");
        assertThat(read(shop).defaultCidNumber()).isEqualTo("4930654321");
        assertThat(read(branch).defaultCidNumber()).isNull();
    }

    @Test
    void null_is_the_parents_again() {
        change(shop, "{'language': null, 'brand_name': 'Corner'}");
        assertThat(read(shop)).extracting(Account::language, Account::brandName).containsExactly("en-US", "Corner");

        store.update(Resources.ACCOUNTS, shop, shop, Edit.replace(json("{'name': 'Shop', 'country': 'AT'}")), "test");
        assertThat(read(shop))
                .extracting(Account::timezone, Account::brandName, Account::country)
                .containsExactly("Europe/Berlin", "Phones", "AT");
        assertThat(store.inherited(read(shop)))
                .containsEntry("brand_name", branch)
                .doesNotContainKey("country");
    }

    @Test
    void a_value_that_is_said_stays_although_it_is_the_parents() {
        change(shop, "{'timezone': 'Europe/Berlin'}");
        change(reseller, "{'timezone': 'Europe/Zurich'}");

        assertThat(read(shop).timezone()).isEqualTo("Europe/Berlin");
        assertThat(read(branch).timezone()).isEqualTo("Europe/Zurich");
    }

    @Test
    void an_answer_that_comes_back_as_it_was_changes_nothing() {
        Stored<Account> before = store.account(shop).orElseThrow();
        var document = Resources.ACCOUNTS.fields().write(before.row(), Resources.ACCOUNTS.hidden());
        var inherited = document.putObject("inherited");
        store.inherited(before.row()).forEach(inherited::put);
        store.update(Resources.ACCOUNTS, shop, shop, Edit.replace(document), "test");

        assertThat(store.account(shop).orElseThrow()).isEqualTo(before);
        change(reseller, "{'timezone': 'Europe/Zurich'}");
        assertThat(read(shop).timezone()).isEqualTo("Europe/Zurich");
    }

    @Test
    void a_file_says_only_what_is_an_accounts_own() {
        String file = ConfigExport.yaml(store, false);

        assertThat(file.substring(file.indexOf("name: \"Shop\"")))
                .contains("language: \"de-DE\"")
                .doesNotContain("timezone")
                .doesNotContain("brand_name");
    }

    private Account read(String id) {
        return store.account(id).orElseThrow().row();
    }

    private void change(String id, String document) {
        store.update(Resources.ACCOUNTS, id, id, Edit.merge(json(document)), "test");
    }

    private String account(@Nullable String parent, String document) {
        return store.createAccount(parent, json(document), "test").row().id();
    }
}
