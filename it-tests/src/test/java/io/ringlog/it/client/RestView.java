package io.ringlog.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** What an operator of the tenant sees and does by REST. */
public final class RestView implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String key;
    private final String account;

    RestView(String address, String key, String account) {
        this.base = address.startsWith("http") ? address : "http://" + address;
        this.key = key;
        this.account = account;
    }

    /** What the same key sees and does of the account with this name. */
    public RestView of(String name) {
        var answer = send(HttpRequest.newBuilder(URI.create(base + "/v1/accounts"))
                .header("x-api-key", key)
                .GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(json(answer).path("rows").spliterator(), false)
                .filter(row -> row.path("name").asText().equals(name))
                .map(row -> new RestView(base, key, row.path("id").asText()))
                .findFirst()
                .orElseThrow();
    }

    public int port() {
        return URI.create(base).getPort();
    }

    public String address() {
        return base;
    }

    /** The key of the platform. */
    public String key() {
        return key;
    }

    /** What belongs to no tenant: the platform's own people. */
    public RestView ofPlatform() {
        return new RestView(base, key, "acc_platform");
    }

    /** The id of the tenant. */
    public String account() {
        return account;
    }

    /** A new key of the tenant that opens all of it. */
    public String accountKey() {
        String body = "{\"name\":\"test\",\"scopes\":[\"*\"]}";
        var answer = send(request("/v1/keys").POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).path("key").asText();
    }

    /** A document that is there for everybody, as it is served. */
    public String document(String path) {
        var answer = send(HttpRequest.newBuilder(URI.create(base + path)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** The ban of a network as the platform lists it; empty when there is none. */
    public Optional<JsonNode> ban(String network) {
        var answer = send(HttpRequest.newBuilder(URI.create(base + "/v1/security/bans"))
                .header("x-api-key", key)
                .GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(json(answer).path("rows").spliterator(), false)
                .filter(ban -> ban.path("network").asText().equals(network))
                .findFirst();
    }

    /** Ends a ban. */
    public void lift(String ban) {
        var answer = send(HttpRequest.newBuilder(URI.create(base + "/v1/security/bans/" + ban + "/lift"))
                .header("x-api-key", key)
                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"test\"}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    public int liveCalls() {
        return get("/v1/calls/live").path("rows").size();
    }

    /** Calls that hold something, over all scopes. */
    public int openLeases() {
        return StreamSupport.stream(get("/v1/cac").path("rows").spliterator(), false)
                .filter(scope -> !scope.has("window_sec"))
                .mapToInt(scope -> scope.get("used").asInt())
                .sum();
    }

    /** The contacts of a user, as URIs. */
    public List<String> contacts(String user) {
        String aor = user + "@" + Platform.DOMAIN;
        return StreamSupport.stream(get("/v1/registrations").path("rows").spliterator(), false)
                .filter(registration -> registration.path("aor").asText().equals(aor))
                .flatMap(registration ->
                        StreamSupport.stream(registration.path("contacts").spliterator(), false))
                .map(contact -> contact.path("uri").asText())
                .toList();
    }

    /** Waits until a user can be reached at one place. */
    public void awaitContact(String user) {
        Awaitility.await(user + " is registered")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(contacts(user)).hasSize(1));
    }

    /** Waits until a user can be reached nowhere. */
    public void awaitNoContact(String user) {
        Awaitility.await(user + " is not registered")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(contacts(user)).isEmpty());
    }

    /** Asks the brain for another state of an agent; it must agree. */
    public void agent(String user, String event) {
        String body = "{\"user_id\":\"" + userId(user) + "\",\"event\":\"" + event + "\"}";
        var answer = send(request("/v1/agents/state").POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Has a leg hold the others of its talk; answered when they hear music. */
    void hold(String call, String leg) {
        holding(call, leg, "hold");
    }

    /** Lets a leg talk again with whom it holds; answered when they do. */
    void resume(String call, String leg) {
        holding(call, leg, "resume");
    }

    /** Asks who has this number into the talk of a leg; answered when they are rung. */
    public void add(String call, String leg, String number) {
        String body = "{\"leg\":\"" + leg + "\",\"to\":{\"number\":\"" + number + "\"}}";
        var answer = send(request("/v1/calls/" + call + "/add").POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Lets a supervisor hear a call, heard there as the mode says. */
    public void supervise(String call, String user, String mode) {
        String body = "{\"user\":\"" + user + "\",\"mode\":\"" + mode + "\"}";
        var answer = send(request("/v1/calls/" + call + "/supervise").POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The calls that are members of a conference, the first to come first; those that hear others alone. */
    public List<String> talkingMembers(String conference) {
        return StreamSupport.stream(
                        get("/v1/conferences/" + conference + "/members")
                                .path("rows")
                                .spliterator(),
                        false)
                .filter(member -> member.path("talks").asBoolean())
                .map(member -> member.path("call_id").asText())
                .toList();
    }

    /** Waits until so many members of a conference hear others; answers their calls. */
    public List<String> awaitTalkingMembers(String conference, int count) {
        Awaitility.await(count + " members of " + conference)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(talkingMembers(conference)).hasSize(count));
        return talkingMembers(conference);
    }

    /** Has something done in a conference: {@code lock}, {@code members/CALL/mute}. */
    public void conference(String name, String deed) {
        var answer = send(request("/v1/conferences/" + name + "/" + deed).POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Makes a row; answers its id. */
    public String create(String path, String document) {
        var answer = send(request(path).POST(HttpRequest.BodyPublishers.ofString(document)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).path("id").asText();
    }

    /** Changes fields of a row. */
    public void change(String path, String document) {
        var answer = send(
                request(path).header("If-Match", "*").method("PATCH", HttpRequest.BodyPublishers.ofString(document)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Has new calls walk the draft of a flow. */
    public void publish(String flow) {
        var answer = send(request("/v1/flows/" + flow + "/publish")
                .header("If-Match", "*")
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    /** Has something done that the brain decides; it must agree. */
    public void done(String path, String document) {
        var answer = send(request(path).POST(HttpRequest.BodyPublishers.ofString(document)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Brings a sound of the account's own. */
    public void upload(String id, byte[] wav) {
        var answer = send(request("/v1/media/" + id).PUT(HttpRequest.BodyPublishers.ofByteArray(wav)));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    /** Changes fields of the account itself. */
    public void changeAccount(String document) {
        var answer = send(HttpRequest.newBuilder(URI.create(base + "/v1/accounts/" + account))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(document)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** What a list shows. */
    public JsonNode rows(String path) {
        return get(path).path("rows");
    }

    /** Asks for a call from a user to what they would dial; answers its id. */
    public String call(String user, String to, String key) {
        var answer = send(request("/v1/calls")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(wanted(user, to))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("call_id").asText();
    }

    /** Asks for a call that cannot be; answers the code of why. */
    public String refusedCall(String user, String to) {
        return refused("/v1/calls", wanted(user, to));
    }

    /** Asks for something that cannot be; answers the code of why. */
    public String refused(String path, String document) {
        var answer = send(request(path).POST(HttpRequest.BodyPublishers.ofString(document)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        String type = json(answer).path("type").asText();
        return type.substring(type.lastIndexOf('/') + 1);
    }

    private static String wanted(String user, String to) {
        return "{\"from\":\"" + user + "\",\"to\":\"" + to + "\"}";
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void holding(String call, String leg, String verb) {
        String body = "{\"leg\":\"" + leg + "\"}";
        var answer = send(request("/v1/calls/" + call + "/" + verb).POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The messages of a mailbox. */
    public JsonNode messages(String mailbox) {
        return get("/v1/voicemails/" + mailbox + "/messages").path("rows");
    }

    /** The WAV file of a message. */
    public byte[] audio(String mailbox, String message) {
        return bytes("/v1/voicemails/" + mailbox + "/messages/" + message + "/audio");
    }

    /** Has a call's recording do something; the brain must agree. */
    public void record(String callId, String act) {
        var answer = send(request("/v1/calls/" + callId + "/recording")
                .POST(HttpRequest.BodyPublishers.ofString("{\"act\":\"" + act + "\"}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The finished recordings of a call. */
    public List<JsonNode> recordings(String callId) {
        return StreamSupport.stream(get("/v1/recordings").path("rows").spliterator(), false)
                .filter(it -> it.path("call_id").asText().equals(callId))
                .filter(it -> it.path("state").asText().equals("finished"))
                .toList();
    }

    /** The WAV file of a recording. */
    public byte[] recording(String recordingId) {
        return bytes("/v1/recordings/" + recordingId + "/audio");
    }

    /** Takes something away; what answers is the status. */
    public int takenBack(String path) {
        return send(request(path).header("If-Match", "*").DELETE()).statusCode();
    }

    private byte[] bytes(String path) {
        var request = request(path).GET().build();
        var answer = Awaitility.await()
                .until(() -> http.send(request, HttpResponse.BodyHandlers.ofByteArray()), it -> it.statusCode() != 404);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** Marks a message. */
    public void mark(String mailbox, String message, String status) {
        String body = "{\"status\":\"" + status + "\"}";
        var answer = send(request("/v1/voicemails/" + mailbox + "/messages/" + message)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    /** What happened in a call, a sentence a line. */
    public String why(String call) {
        return get("/v1/calls/" + call + "/why").path("rows").findValuesAsText("sentence").stream()
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        http.close();
    }

    /** A token for the only device of a user; answers the path of its file. */
    public String setUp(String user, String model, String server) {
        String device = StreamSupport.stream(get("/v1/devices").path("rows").spliterator(), false)
                .filter(row -> row.path("auth_username").asText().equals(user))
                .map(row -> row.path("id").asText())
                .findFirst()
                .orElseThrow();
        String body = "{\"model\":\"" + model + "\",\"server\":\"" + server + "\"}";
        var answer = send(
                request("/v1/devices/" + device + "/provisioning").POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).path("path").asText();
    }

    private String userId(String name) {
        return user(name).path("id").asText();
    }

    /** The row of a user. */
    public JsonNode user(String name) {
        return StreamSupport.stream(get("/v1/users").path("rows").spliterator(), false)
                .filter(user -> user.path("username").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no user " + name));
    }

    /** What the log has told already may stand in a view a moment later. */
    private JsonNode get(String path) {
        var answer = Awaitility.await().until(() -> send(request(path).GET()), it -> it.statusCode() != 404);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return json(answer);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path + "?account_id=" + account))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
