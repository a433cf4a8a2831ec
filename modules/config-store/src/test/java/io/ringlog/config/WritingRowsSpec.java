package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipUser;
import io.ringlog.kernel.Ids;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritingRowsSpec {

    @TempDir
    Path folder;

    private ConfigStore store;
    private String acme;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        acme = store.createAccount(null, json("{'name': 'Acme'}"), "test").row().id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_new_row_gets_an_id_the_defaults_and_version_one() {
        Stored<SipUser> user = store.create(Resources.USERS, acme, json("{'username': '1001', 'is_agent': 1}"), "test");

        assertThat(Ids.isWellFormed(user.row().id())).isTrue();
        assertThat(user.row().ringTimeoutSec()).isEqualTo(25);
        assertThat(user.row().isAgent()).isTrue();
        assertThat(user.version()).isEqualTo(1);
        assertThat(user.createdAt()).isEqualTo(Documents.NOW.getEpochSecond());
        assertThat(store.find(Resources.USERS, acme, user.row().id())).contains(user);
    }

    @Test
    void what_a_hop_sets_on_a_call_is_bounded() {
        var document = json(
                "{'e164': '12025550123', 'dest_kind': 'hangup', 'dest_xform': {'note': '" + "x".repeat(256) + "'}}");

        ConfigRefused refused = refusal(() -> store.create(Resources.DIDS, acme, document, "test"));

        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("dest_xform");
    }

    @Test
    void what_any_target_sets_is_bounded() {
        var document = json("{'username': '1001', 'fwd_busy_kind': 'hangup', 'fwd_busy_xform': {'note': '"
                + "x".repeat(256) + "'}, 'fwd_always_kind': 'hangup', 'fwd_always_xform': {'caller': '1'},"
                + " 'fwd_noanswer_xform': {'note': 'of nothing'}}");

        ConfigRefused refused = refusal(() -> store.create(Resources.USERS, acme, document, "test"));

        assertThat(refused.errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactlyInAnyOrder(
                        tuple("fwd_noanswer_xform", "config.dest-without-kind"),
                        tuple("fwd_always_xform", "config.read-only"),
                        tuple("fwd_busy_xform", "config.too-large"));
    }

    @Test
    void who_forwarded_a_call_is_not_said_by_a_hop() {
        var document = json("{'e164': '12025550123', 'dest_kind': 'hangup', 'dest_xform': {'forwarded_by': 'boss'}}");

        ConfigRefused refused = refusal(() -> store.create(Resources.DIDS, acme, document, "test"));

        assertThat(refused.errors())
                .extracting(FieldError::field, FieldError::message)
                .containsExactly(tuple("dest_xform", "cannot set forwarded_by"));
    }

    @Test
    void a_limit_counts_no_more_calls_than_a_record_can_hold() {
        var document = json("{'scope_kind': 'account', 'period_sec': 86400, 'max_count': 10001}");

        ConfigRefused refused = refusal(() -> store.create(Resources.LIMITS, acme, document, "test"));

        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("max_count");
    }

    @Test
    void every_wrong_field_is_named_at_once() {
        var document = json("{'username': 'a b', 'ring_timeout_sec': 'soon', 'colour': 'red', 'status': 'asleep'}");

        ConfigRefused refused = refusal(() -> store.create(Resources.USERS, acme, document, "test"));

        assertThat(refused.kind()).isEqualTo(ConfigRefused.Kind.INVALID);
        assertThat(refused.errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactlyInAnyOrder(
                        tuple("ring_timeout_sec", "config.not-integer"),
                        tuple("colour", "config.unknown-field"),
                        tuple("status", "config.not-a-choice"),
                        tuple("username", "config.bad-username"));
    }

    @Test
    void a_number_belongs_to_one_account_of_the_platform() {
        String other = store.createAccount(null, json("{'name': 'Other'}"), "test")
                .row()
                .id();
        store.create(Resources.DIDS, other, json("{'e164': '12025550123'}"), "test");

        assertThat(refusal(() -> store.create(Resources.DIDS, acme, json("{'e164': '12025550123'}"), "test"))
                        .errors())
                .extracting(FieldError::code)
                .containsExactly("config.taken");
    }

    @Test
    void an_address_of_a_trunk_may_be_a_block_and_lies_in_no_other() {
        var wide = json("{'name': 'T', 'direction': 'inbound', 'inbound_ips': ['192.0.2.0/24', '2001:DB8::1']}");
        store.create(Resources.TRUNKS, acme, wide, "test");
        var second = json("{'name': 'U', 'direction': 'inbound', 'inbound_ips': ['192.0.2.7', '2001:db8:0::1',"
                + " '198.51.100.1/24', '10.0.0.0/8', 'carrier.example', '203.0.113.0/29']}");

        assertThat(refusal(() -> store.create(Resources.TRUNKS, acme, second, "test"))
                        .errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(
                        tuple("inbound_ips[2]", "config.bad-address"),
                        tuple("inbound_ips[3]", "config.bad-address"),
                        tuple("inbound_ips[4]", "config.bad-address"),
                        tuple("inbound_ips[0]", "config.taken"),
                        tuple("inbound_ips[1]", "config.taken"));
    }

    @Test
    void a_moved_number_leaves_its_target_behind_and_stays_while_somebody_needs_it() {
        String heir = store.createAccount(null, json("{'name': 'Heir'}"), "test")
                .row()
                .id();
        String did = store.create(Resources.DIDS, acme, json("{'e164': '12025550123', 'dest_kind': 'hangup'}"), "test")
                .row()
                .id();
        String limit = store.create(
                        Resources.LIMITS,
                        acme,
                        json("{'scope_kind': 'did', 'scope_id': '" + did + "', 'period_sec': 60, 'max_count': 5}"),
                        "test")
                .row()
                .id();

        assertThat(refusal(() -> store.move(Resources.DIDS, acme, did, heir, null, "test"))
                        .kind())
                .isEqualTo(ConfigRefused.Kind.IN_USE);
        store.delete(Resources.LIMITS, acme, limit, null, "test");
        Stored<Did> moved = store.move(Resources.DIDS, acme, did, heir, null, "test");

        assertThat(moved.row().dest()).isNull();
        assertThat(moved.row().accountId()).isEqualTo(heir);
        assertThat(store.find(Resources.DIDS, acme, did)).isEmpty();
        assertThat(refusal(() -> store.move(Resources.DIDS, heir, did, "acc_none", null, "test"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("account_id");
    }

    @Test
    void a_username_may_live_in_two_accounts_but_not_twice_in_one() {
        String other = store.createAccount(null, json("{'name': 'Other'}"), "test")
                .row()
                .id();
        store.create(Resources.USERS, other, json("{'username': '1001'}"), "test");
        store.create(Resources.USERS, acme, json("{'username': '1001'}"), "test");

        assertThat(refusal(() -> store.create(Resources.USERS, acme, json("{'username': '1001'}"), "test"))
                        .errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("username", "config.taken"));
    }

    @Test
    void merging_keeps_what_is_not_said_and_replacing_does_not() {
        Stored<Did> did = store.create(
                Resources.DIDS, acme, json("{'e164': '12025550123', 'label': 'Main', 'max_channels': 3}"), "test");

        Stored<Did> merged =
                store.update(Resources.DIDS, acme, did.row().id(), Edit.merge(json("{'label': 'Sales'}")), "test");
        Stored<Did> replaced = store.update(
                Resources.DIDS, acme, did.row().id(), Edit.replace(json("{'e164': '12025550123'}")), "test");

        assertThat(merged.row().maxChannels()).isEqualTo(3);
        assertThat(merged.version()).isEqualTo(2);
        assertThat(replaced.row().maxChannels()).isNull();
        assertThat(replaced.row().label()).isEmpty();
    }

    @Test
    void a_change_that_changes_nothing_is_no_new_version() {
        Stored<Did> did = store.create(Resources.DIDS, acme, json("{'e164': '12025550123'}"), "test");

        Stored<Did> same =
                store.update(Resources.DIDS, acme, did.row().id(), Edit.merge(json("{'e164': '12025550123'}")), "test");

        assertThat(same).isEqualTo(did);
    }

    @Test
    void a_stale_version_is_refused() {
        Stored<Did> did = store.create(Resources.DIDS, acme, json("{'e164': '12025550123'}"), "test");
        store.update(Resources.DIDS, acme, did.row().id(), Edit.merge(json("{'label': 'one'}")), "test");

        Edit late = Edit.merge(json("{'label': 'two'}")).ifVersion(1L);

        assertThat(refusal(() -> store.update(Resources.DIDS, acme, did.row().id(), late, "test"))
                        .kind())
                .isEqualTo(ConfigRefused.Kind.STALE);
    }

    @Test
    void a_row_of_another_account_does_not_exist() {
        String other = store.createAccount(null, json("{'name': 'Other'}"), "test")
                .row()
                .id();
        String user = store.create(Resources.USERS, acme, json("{'username': '1001'}"), "test")
                .row()
                .id();

        assertThat(store.find(Resources.USERS, other, user)).isEmpty();
        assertThat(refusal(() -> store.delete(Resources.USERS, other, user, null, "test"))
                        .kind())
                .isEqualTo(ConfigRefused.Kind.NOT_FOUND);
    }

    @Test
    void an_account_under_a_reseller_knows_its_ancestors() {
        Account top = store.createAccount(null, json("{'name': 'Top', 'is_reseller': 1}"), "test")
                .row();
        Account mid = store.createAccount(top.id(), json("{'name': 'Mid', 'is_reseller': 1}"), "test")
                .row();
        Account leaf =
                store.createAccount(mid.id(), json("{'name': 'Leaf'}"), "test").row();

        assertThat(leaf.ancestors()).containsExactly(mid.id(), top.id());
        assertThat(store.isWithin(leaf.id(), top.id())).isTrue();
        assertThat(store.isWithin(acme, top.id())).isFalse();
        assertThat(store.accounts(top.id(), null, 10).rows())
                .extracting(it -> it.row().name())
                .containsExactlyInAnyOrder("Top", "Mid", "Leaf");
        assertThat(refusal(() -> store.createAccount(leaf.id(), json("{'name': 'X'}"), "test"))
                        .errors())
                .extracting(FieldError::code)
                .containsExactly("config.not-a-reseller");
    }

    @Test
    void a_new_account_has_the_zone_the_language_the_brand_and_the_from_rule_of_its_parent() {
        var reseller = json("{'name': 'Top', 'is_reseller': 1, 'timezone': 'Europe/Berlin', 'language': 'de-DE',"
                + " 'brand_name': 'Top Voice', 'brand_domain': 'top.example', 'from_of_another': 'overwrite'}");
        String top = store.createAccount(null, reseller, "test").row().id();

        Account child = store.createAccount(top, json("{'name': 'Child', 'timezone': 'UTC'}"), "test")
                .row();

        assertThat(child.timezone()).isEqualTo("UTC");
        assertThat(child.language()).isEqualTo("de-DE");
        assertThat(child.brandName()).isEqualTo("Top Voice");
        assertThat(child.brandDomain()).isEqualTo("top.example");
        assertThat(child.fromOfAnother()).isEqualTo(Account.FromOfAnother.OVERWRITE);
        assertThat(child.isReseller()).isFalse();
    }

    @Test
    void pages_follow_each_other_without_a_gap() {
        for (int i = 0; i < 5; i++) {
            store.create(Resources.USERS, acme, json("{'username': 'u" + i + "'}"), "test");
        }

        var first = store.list(Resources.USERS, acme, null, 3, Map.of());
        var second = store.list(Resources.USERS, acme, first.next(), 3, Map.of());

        assertThat(first.rows()).hasSize(3);
        assertThat(second.rows()).hasSize(2).doesNotContainAnyElementsOf(first.rows());
        assertThat(second.next()).isNull();
    }

    @Test
    void a_schedule_with_an_unknown_zone_and_a_lame_rule_is_refused() {
        var document = json("{'name': 'S', 'timezone': 'Mars/Olympus', 'rules': [{'kind': 'weekly',"
                + " 'start_time': '9', 'end_time': '17:00'}, {'kind': 'date', 'start_date': '2026-13-01'}]}");

        assertThat(refusal(() -> store.create(Resources.SCHEDULES, acme, document, "test"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("timezone", "rules[0].start_time", "rules[0].dow", "rules[1].start_date");
    }

    @Test
    void a_schedule_that_begins_at_the_end_of_a_day_is_refused_and_one_that_ends_there_is_not() {
        var late = json("{'name': 'S', 'rules': [{'kind': 'weekly', 'dow': 1, 'start_time': '24:00',"
                + " 'end_time': '08:00'}]}");
        var evening = json("{'name': 'E', 'rules': [{'kind': 'weekly', 'dow': 1, 'start_time': '18:00',"
                + " 'end_time': '24:00'}]}");

        assertThat(refusal(() -> store.create(Resources.SCHEDULES, acme, late, "test"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("rules[0].start_time");
        assertThat(store.create(Resources.SCHEDULES, acme, evening, "test")
                        .row()
                        .rules())
                .hasSize(1);
    }

    @Test
    void a_reopened_store_holds_what_was_written() {
        var document = json("{'name': 'S', 'rules': [{'kind': 'weekly', 'dow': 1, 'start_time': '09:00',"
                + " 'end_time': '17:00'}]}");
        var schedule = store.create(Resources.SCHEDULES, acme, document, "test");
        var trunk = json("{'name': 'T', 'proxy': 'sip.example:5060', 'inbound_ips': ['192.0.2.1', '192.0.2.2']}");
        var saved = store.create(Resources.TRUNKS, acme, trunk, "test");
        store.close();

        store = Documents.store(folder);

        assertThat(store.find(Resources.SCHEDULES, acme, schedule.row().id())).contains(schedule);
        assertThat(store.find(Resources.TRUNKS, acme, saved.row().id())).contains(saved);
        assertThat(saved.row().inboundIps()).containsExactly("192.0.2.1", "192.0.2.2");
    }

    @Test
    void what_the_platform_sets_may_be_sent_back_but_not_changed() {
        Stored<Did> did =
                store.create(Resources.DIDS, acme, json("{'e164': '12025550123', 'dest_kind': 'hangup'}"), "test");
        var sentBack = Resources.DIDS.fields().write(did.row(), Resources.DIDS.hidden());

        assertThat(did.row().dest()).isEqualTo(new RouteTarget(DestKind.HANGUP, null, Map.of()));
        assertThat(store.update(Resources.DIDS, acme, did.row().id(), Edit.replace(sentBack), "test"))
                .isEqualTo(did);
        sentBack.put("account_id", "acc_other");
        assertThat(refusal(() -> store.update(Resources.DIDS, acme, did.row().id(), Edit.replace(sentBack), "test"))
                        .errors())
                .extracting(FieldError::code)
                .containsExactly("config.read-only");
    }

    private static ConfigRefused refusal(ThrowingCallable attempt) {
        return catchThrowableOfType(ConfigRefused.class, attempt);
    }

    @Test
    void one_answer_names_every_field_that_is_wrong() {
        var document = json("{'username': '1001', 'is_agent': 'maybe', 'ring_timeout_sec': 100000,"
                + " 'max_simultaneous': -1, 'status': 'foo', 'ring_strategy': 'zz'}");

        var refused =
                catchThrowableOfType(ConfigRefused.class, () -> store.create(Resources.USERS, acme, document, "test"));

        assertThat(refused.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "is_agent", "ring_timeout_sec", "max_simultaneous", "status", "ring_strategy");
    }

    @Test
    void a_document_in_which_nothing_can_be_read_is_refused_for_every_kind_of_row() {
        for (Resource<?> resource : Resources.ALL) {
            var document = json("{}");
            resource.fields()
                    .all()
                    .forEach(field -> document.putArray(field.name()).add(true));
            resource.derived()
                    .forEach(it ->
                            document.remove(resource.fields().component(it).name()));

            assertThat(catchThrowableOfType(ConfigRefused.class, () -> store.create(resource, acme, document, "test"))
                            .errors())
                    .as(resource.name())
                    .extracting(FieldError::field)
                    .doesNotHaveDuplicates();
        }
    }
}
