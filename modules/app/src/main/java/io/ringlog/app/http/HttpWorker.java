package io.ringlog.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.app.effect.EffectReader;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.http.HttpAnswer;
import io.ringlog.domain.http.HttpAsk;
import io.ringlog.domain.http.SealedSecret;
import io.ringlog.domain.journal.Effect.AskHttp;
import io.ringlog.domain.journal.HttpAnswered;
import io.ringlog.domain.journal.Outgoing.EffectRecord;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the web services that flows want asked, many at a time, and tells the journal what came of each. It reads what
 * is not committed yet, as a caller waits and every decision comes again just so: the same request again is not sent
 * again, unless another worker has taken over, and has the same {@code Idempotency-Key} then. One that is lost with
 * its worker is told of by nobody; the brain waits so long and no longer.
 */
public final class HttpWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpWorker.class);
    private static final String GROUP = "ringlog-http";
    private static final int BOUND = 500;
    private static final int MOST_BYTES = 65_536;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final String node;
    private final SecretBox secrets;
    private final InstantSource clock = InstantSource.system();
    private final HttpOut out = new HttpOut();
    private final Room room = new Room();
    private final CountDownLatch open = new CountDownLatch(1);
    private final JournalWriter journal;
    private final EffectReader asked;

    private HttpWorker(KafkaClients clients, String node, SecretBox secrets) {
        this.node = node;
        this.secrets = secrets;
        this.journal = new JournalWriter(clients.journalProducer(node + "-http-journal"), BOUND);
        var reader = new EffectReader.Reader(GROUP, node, "http", Isolation.READ_UNCOMMITTED);
        this.asked = EffectReader.start(clients, reader, (effect, at) -> seen(effect));
    }

    /** {@code node} names this process among those that write to the journal. */
    public static HttpWorker start(KafkaClients clients, String node, SecretBox secrets) {
        return new HttpWorker(clients, node, secrets);
    }

    /** Whether it still reads what is to be asked. */
    public boolean isRunning() {
        return asked.isRunning();
    }

    /** Requests that are under way. */
    public int underWay() {
        return room.taken();
    }

    @Override
    public void close() {
        asked.end();
        open.countDown();
        out.hangUp();
        asked.close();
        journal.close();
        out.close();
    }

    private void seen(EffectRecord effect) throws InterruptedException {
        if (!(effect.effect() instanceof AskHttp it)
                || clock.instant().isAfter(it.until())
                || !room.isNew(it.requestId())) {
            return;
        }
        Optional<String> full = room.take(effect.accountId());
        if (full.isPresent()) {
            tell(effect.accountId(), it, HttpAnswer.none(full.get()));
            return;
        }
        Thread.ofVirtual().name("http-" + it.requestId()).start(() -> work(effect.accountId(), it));
    }

    private void work(String account, AskHttp it) {
        try {
            tell(account, it, answered(it));
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        } finally {
            room.leave(account);
        }
    }

    /** Whatever cannot be sent is told: somebody waits for it. */
    private HttpAnswer answered(AskHttp it) throws InterruptedException {
        try {
            return answer(it);
        } catch (IllegalArgumentException unsendable) {
            LOG.warn("request {} cannot be sent", it.requestId(), unsendable);
            return HttpAnswer.none("it cannot be sent as it is");
        }
    }

    private HttpAnswer answer(AskHttp it) throws InterruptedException {
        URI url = url(it.ask().url()).orElse(null);
        if (url == null) {
            return HttpAnswer.none("the url is none that can be asked");
        }
        long began = System.nanoTime();
        Addresses addresses = Addresses.allowing("http_allowed", String.join(",", it.allowed()));
        var limits = new HttpOut.Limits(addresses, Duration.ofMillis(it.ask().timeoutMs()), MOST_BYTES);
        for (int attempt = 1; ; attempt++) {
            HttpOut.Request request = request(it, url);
            if (request == null) {
                return HttpAnswer.none("the secret " + secretId(it) + " does not open with the key of this platform");
            }
            HttpOut.Reply reply = out.send(request, limits);
            if (attempt > it.ask().retries() || !mayPass(reply) || isOver()) {
                var effort = new Pointers.Effort(attempt, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
                return answer(reply, it.ask(), effort);
            }
        }
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(URI.create(text)).filter(it -> it.getHost() != null);
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private boolean isOver() throws InterruptedException {
        return open.await(HttpAsk.REST.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static HttpAnswer answer(HttpOut.Reply reply, HttpAsk ask, Pointers.Effort effort) {
        return switch (reply) {
            case HttpOut.Reply.Given it -> Pointers.answer(it.status(), it, ask.wanted(), effort);
            case HttpOut.Reply.None it ->
                new HttpAnswer(null, List.of(), List.of(), effort.attempts(), effort.tookMs(), it.why());
        };
    }

    private static boolean mayPass(HttpOut.Reply reply) {
        return switch (reply) {
            case HttpOut.Reply.Given it -> it.status() == TOO_MANY_REQUESTS || it.status() >= SERVER_ERROR;
            case HttpOut.Reply.None it -> it.mayPass();
        };
    }

    /** Null when the secret does not open. */
    private HttpOut.@Nullable Request request(AskHttp it, URI url) {
        HttpAsk ask = it.ask();
        byte[] body = ask.body() == null ? null : ask.body().getBytes(UTF_8);
        Map<String, String> headers = new TreeMap<>();
        ask.headers().forEach(header -> headers.put(header.name(), header.value()));
        headers.put("Idempotency-Key", it.requestId());
        SealedSecret sealed = it.secret();
        if (sealed != null) {
            String secret = secrets.opened(sealed.secret(), sealed.id()).orElse(null);
            if (secret == null) {
                return null;
            }
            headers.putAll(shown(secret, sealed.use(), body == null ? new byte[0] : body));
        }
        return new HttpOut.Request(ask.method().name(), url, headers, ask.contentType(), body);
    }

    private Map<String, String> shown(String secret, SealedSecret.Use use, byte[] body) {
        return switch (use) {
            case BEARER -> Map.of("Authorization", "Bearer " + secret);
            case BASIC ->
                Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)));
            case API_KEY -> Map.of("X-Api-Key", secret);
            case SIGNATURE -> Signature.headers(secret, body, clock.instant());
        };
    }

    private static String secretId(AskHttp it) {
        return it.secret() == null ? "" : it.secret().id();
    }

    private void tell(String account, AskHttp it, HttpAnswer answer) throws InterruptedException {
        try {
            var told = new HttpAnswered(it.callId(), it.requestId(), answer);
            journal.write(JournalWriter.Entry.of(account, "http-" + it.requestId(), told, "workers/" + node))
                    .get();
        } catch (ExecutionException e) {
            LOG.warn("the journal did not take what came of request {}", it.requestId(), e.getCause());
        }
    }
}
