package io.ringlog.app.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One request over HTTP/1.1 (RFC 9112) to the very address that was found good, so that a name cannot lead elsewhere in
 * between. Follows no redirect, keeps no cookie and no connection, unpacks nothing, and reads no more of an answer than
 * it was told to.
 */
public final class HttpOut implements AutoCloseable {

    /** Of one line of an answer's head, and how many there may be of them. */
    private static final Http1Config HEADS = Http1Config.custom()
            .setMaxLineLength(8_192)
            .setMaxHeaderCount(100)
            .setMaxEmptyLineCount(1)
            .build();

    private static final TlsSocketStrategy TLS = tls();

    private final Names names;
    private final Set<HttpUriRequestBase> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("http-deadlines").factory());
    private volatile boolean over;

    /**
     * What is sent.
     *
     * @param contentType of the body
     * @param body null for none
     */
    public record Request(
            String method,
            URI url,
            Map<String, String> headers,
            @Nullable String contentType,
            byte @Nullable [] body) {

        /** JSON by POST. */
        public static Request post(URI url, Map<String, String> headers, byte[] body) {
            return new Request("POST", url, headers, "application/json", body);
        }
    }

    /**
     * How far it may go.
     *
     * @param timeout for all of it: the name, connection, request and answer
     * @param mostBytes of the answer's body that are read; 0 for those who want the status alone
     */
    public record Limits(Addresses addresses, Duration timeout, int mostBytes) {}

    /** What came back. */
    public sealed interface Reply {

        /**
         * An answer.
         *
         * @param whole whether {@code body} is all of it
         */
        record Given(int status, byte[] body, boolean whole) implements Reply {}

        /**
         * None.
         *
         * @param mayPass whether it may be another another time
         */
        record None(String why, boolean mayPass) implements Reply {}
    }

    public HttpOut() {
        this(InetAddress::getByName);
    }

    HttpOut(Names.Lookup lookup) {
        this.names = new Names(lookup);
    }

    /** Waits for the answer, for as long as the limits say. */
    public Reply send(Request request, Limits limits) {
        boolean secure = request.url().getScheme().equals("https");
        String host = request.url().getHost();
        long end = System.nanoTime() + limits.timeout().toNanos();
        try {
            InetAddress address = names.find(host, limits.timeout());
            if (!limits.addresses().isAllowed(address)
                    && (!secure || !limits.addresses().isPublic(address))) {
                return new Reply.None(
                        secure ? "leads to an address that is not public" : "http alone is not allowed there", false);
            }
            long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
            return exchanged(request, limits, address, Timeout.ofMilliseconds(left));
        } catch (UnknownHostException e) {
            return new Reply.None("there is no host " + host, true);
        } catch (IOException e) {
            return new Reply.None(said(e), true);
        }
    }

    /** Ends what is being sent now, as failures. */
    public void hangUp() {
        over = true;
        names.end();
        open.forEach(HttpUriRequestBase::cancel);
    }

    /** Nothing is sent any more when this is asked for. */
    @Override
    public void close() {
        deadlines.shutdownNow();
    }

    private Reply exchanged(Request request, Limits limits, InetAddress address, Timeout left) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.url());
        request.headers().forEach(message::setHeader);
        message.setHeader("Connection", "close");
        if (request.body() != null) {
            message.setEntity(new ByteArrayEntity(request.body(), ContentType.parse(request.contentType())));
        }
        AtomicBoolean late = new AtomicBoolean();
        var deadline = deadlines.schedule(() -> abandon(message, late), left.toMilliseconds(), TimeUnit.MILLISECONDS);
        open.add(message);
        try (CloseableHttpClient client = client(address, left)) {
            if (over) {
                return new Reply.None(Names.OVER, true);
            }
            try (ClassicHttpResponse answer = client.executeOpen(null, message, null)) {
                return given(answer, limits.mostBytes());
            }
        } catch (IOException e) {
            String why = late.get() ? "no answer in " + limits.timeout().toMillis() + " ms" : said(e);
            return new Reply.None(over ? Names.OVER : why, true);
        } finally {
            open.remove(message);
            deadline.cancel(false);
        }
    }

    private static Reply given(ClassicHttpResponse answer, int mostBytes) throws IOException {
        HttpEntity entity = answer.getEntity();
        if (entity == null || mostBytes == 0) {
            return new Reply.Given(answer.getCode(), new byte[0], entity == null);
        }
        byte[] body = entity.getContent().readNBytes(mostBytes + 1);
        return body.length > mostBytes
                ? new Reply.Given(answer.getCode(), new byte[0], false)
                : new Reply.Given(answer.getCode(), body, true);
    }

    private static CloseableHttpClient client(InetAddress address, Timeout left) {
        var connections = BasicHttpClientConnectionManager.create(
                null,
                new OneAddress(address),
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register("https", TLS)
                        .build(),
                ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEADS)
                        .responseParserFactory(new DefaultHttpResponseParserFactory(HEADS))
                        .build());
        connections.setConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(left)
                .setSocketTimeout(left)
                .build());
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setUserAgent("Ringlog")
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(left)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    private record OneAddress(InetAddress address) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) {
            return new InetAddress[] {address};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static TlsSocketStrategy tls() {
        try {
            return new DefaultClientTlsStrategy(SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /** Says so first: whoever waits for the answer must not take its end for the other side's. */
    private static void abandon(HttpUriRequestBase message, AtomicBoolean late) {
        late.set(true);
        message.cancel();
    }

    private static String said(IOException e) {
        if (e instanceof NoHttpResponseException) {
            return "ends without an answer";
        } else if (e instanceof MessageConstraintException || e instanceof ClientProtocolException) {
            return "answers something else than HTTP, or more than is read of a head";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
