package io.ringlog.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rows and phones that one test adds to the tenant, and what it changes there. When it is closed the phones have
 * taken their leave, nothing is held, and the rows are what they were.
 */
public final class Guests implements AutoCloseable {
    private final Platform platform;
    private final Requests requests;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<Predicate<ConfigApplied>> awaited = new ArrayList<>();
    private final List<SipPeer> phones = new ArrayList<>();
    private final List<SipPeer> strangers = new ArrayList<>();

    public Guests(Platform platform) {
        this.platform = platform;
        this.requests = new Requests(platform.rest());
    }

    /** Requests beside those for rows. */
    public Requests requests() {
        return requests;
    }

    /** Adds a row, with the values in the places of its document; it is gone with the test. Answers its id. */
    public String add(String path, String document, Object... values) {
        JsonNode row = requests.ask("POST", path, document.formatted(values)).with(201);
        String id = row.path("id").asText();
        applied(row, false);
        undo.push(() -> remove(path + "/" + id, id));
        return id;
    }

    /** A row that something else has added goes with the test, too. */
    public void takesAlong(String path, String id) {
        awaited.add(it -> it.rowId().equals(id));
        undo.push(() -> remove(path + "/" + id, id));
    }

    private void remove(String path, String id) {
        requests.ask("DELETE", path, "", "If-Match", "*").done();
        awaited.add(it -> it.rowId().equals(id) && it.removed());
    }

    /** Changes fields of a row until the end of the test. */
    private void change(String path, String document) {
        JsonNode before = requests.ask("GET", path, "").with(200);
        JsonNode after = requests.ask("PATCH", path, document, "If-Match", "*").with(200);
        applied(after, false);
        ObjectNode restored = JsonNodeFactory.instance.objectNode();
        after.properties().stream()
                .filter(field -> !field.getValue().equals(before.get(field.getKey())))
                .filter(field ->
                        !field.getKey().equals("version") && !field.getKey().equals("updated_at"))
                .forEach(field -> restored.set(field.getKey(), before.get(field.getKey())));
        undo.push(() -> applied(
                requests.ask("PATCH", path, restored.toString(), "If-Match", "*")
                        .with(200),
                false));
    }

    /** Changes fields of the account until the end of the test. */
    public void changeAccount(String document) {
        change("/v1/accounts/" + platform.rest().account(), document);
    }

    private void applied(JsonNode row, boolean removed) {
        String id = row.path("id").asText();
        long version = row.path("version").asLong();
        awaited.add(it -> it.rowId().equals(id) && it.version() >= version && it.removed() == removed);
    }

    /** Waits until the brain goes by everything that was added and changed. */
    public void known() {
        awaited.forEach(row -> platform.log().await(ConfigApplied.class, row));
        awaited.clear();
    }

    /** A user with more fields ({@code , "dnd": true}) and a device of the same name; answers the user's id. */
    public String user(String name, String more) {
        String user = add("/v1/users", "{\"username\": \"%s\"%s}", name, more);
        device(user, name, Platform.DOMAIN, "");
        return user;
    }

    /** One more device of a user, in a domain of the tenant. */
    public void device(String user, String name, String domain, String more) {
        String row = """
                {"user_id": "%s", "auth_username": "%s", "realm": "%s", "password": "%s"%s}""";
        add("/v1/devices", row, user, name, domain, password(name), more);
    }

    /** The password of a guest's device. */
    public static String password(String name) {
        return name + "-is-here-today";
    }

    /** The phone of a device that was added, registered until the end of the test. */
    public SipPeer phone(String name, PeerManner manner) {
        return phone(name, Platform.DOMAIN, manner);
    }

    /** The same, in another domain than the tenant's first. */
    public SipPeer phone(String name, String domain, PeerManner manner) {
        SipPeer phone = SipPeer.udp(name, password(name), domain, platform.sip())
                .hashing("MD5")
                .behaving(manner);
        phones.add(phone);
        assertThat(phone.register().status()).as(phone.user()).isEqualTo(200);
        return phone;
    }

    /** Somebody outside who is called, or calls by a carrier. */
    public SipPeer outside(String number, String domain) {
        SipPeer peer = SipPeer.udp(number, "nobody-asks", domain, platform.sip());
        strangers.add(peer);
        return peer;
    }

    /** A trunk to a carrier, with more fields; answers its id. */
    public String trunkTo(SipPeer carrier, String more) {
        return add("/v1/trunks", """
                {"name": "Guest %1$d", "direction": "outbound", "inbound_auth": "none",
                 "proxy": "127.0.0.1:%2$d", "from_domain": "us.test"%3$s}""", undo.size(), carrier.localPort(), more);
    }

    /** A route by one trunk, with more fields. */
    public void route(String prefix, String trunk, String more) {
        add("/v1/outbound-routes", """
                {"name": "%1$s by %2$s", "prefixes": ["%1$s"], "trunk_ids": ["%2$s"]%3$s}""", prefix, trunk, more);
    }

    @Override
    public void close() {
        try {
            phones.forEach(phone ->
                    assertThat(phone.unregister().status()).as(phone.user()).isEqualTo(200));
            platform.holdsNothing();
        } finally {
            undo.forEach(Runnable::run);
            known();
            phones.forEach(SipPeer::close);
            strangers.forEach(SipPeer::close);
            requests.close();
        }
    }
}
