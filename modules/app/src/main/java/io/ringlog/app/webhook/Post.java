package io.ringlog.app.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST over HTTP/1.1 (RFC 9112) to the very address that was found good, so that a name cannot lead elsewhere in
 * between. Follows no redirect; of the answer it reads the status alone.
 */
final class Post implements AutoCloseable {

    private static final int MOST_BYTES = 16_384;
    private static final int MOST_INTERIM = 5;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final String OVER = "this process ends";

    /** Where a name leads; may take as long as a name server likes. */
    @FunctionalInterface
    interface Lookup {
        InetAddress find(String host) throws UnknownHostException;
    }

    private final Map<String, CompletableFuture<InetAddress>> asked = new ConcurrentHashMap<>();
    private final Lookup lookup;
    private final Addresses addresses;
    private final Duration timeout;
    private volatile boolean over;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

    /** @param timeout for all of it: the name, connection, request and status */
    Post(Addresses addresses, Duration timeout) {
        this(addresses, timeout, InetAddress::getByName);
    }

    Post(Addresses addresses, Duration timeout, Lookup lookup) {
        this.lookup = lookup;
        this.addresses = addresses;
        this.timeout = timeout;
    }

    Outcome send(URI url, Map<String, String> headers, byte[] body) {
        boolean secure = url.getScheme().equals("https");
        long end = System.nanoTime() + timeout.toNanos();
        try (Socket socket = new Socket()) {
            InetAddress address = address(url.getHost());
            if (!addresses.isAllowed(address) && (!secure || !addresses.isPublic(address))) {
                return new Outcome.Failed(
                        secure ? "leads to an address that is not public" : "http alone is not allowed there");
            }
            long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
            AtomicBoolean late = new AtomicBoolean();
            var deadline = deadlines.schedule(() -> abandon(socket, late), left, TimeUnit.MILLISECONDS);
            int port = url.getPort() < 0 ? secure ? HTTPS : HTTP : url.getPort();
            try {
                open.add(socket);
                if (over) {
                    return new Outcome.Failed(OVER);
                }
                socket.connect(new InetSocketAddress(address, port), (int) left);
                return Outcome.of(exchange(secure ? secured(socket, url.getHost(), port) : socket, url, headers, body));
            } catch (IOException e) {
                return new Outcome.Failed(late.get() ? "no answer in " + timeout.toMillis() + " ms" : said(e));
            } finally {
                open.remove(socket);
                deadline.cancel(false);
            }
        } catch (UnknownHostException e) {
            return new Outcome.Failed("there is no host " + url.getHost());
        } catch (IOException e) {
            return new Outcome.Failed(said(e));
        }
    }

    /** One look-up of a name at a time: whoever asks again meanwhile waits for the same answer. */
    private InetAddress address(String host) throws IOException {
        CompletableFuture<InetAddress> answer = asked.computeIfAbsent(host, this::ask);
        if (over) {
            answer.completeExceptionally(new IOException(OVER));
        }
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("nobody says where " + host + " is in " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException why ? why : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(OVER, e);
        }
    }

    private CompletableFuture<InetAddress> ask(String host) {
        var answer = new CompletableFuture<InetAddress>();
        Thread.ofVirtual().name("webhook-name-" + host).start(() -> {
            try {
                answer.complete(lookup.find(host));
            } catch (UnknownHostException e) {
                answer.completeExceptionally(e);
            } finally {
                asked.remove(host, answer);
            }
        });
        return answer;
    }

    /** Ends what is being told now, as failures. */
    void hangUp() {
        over = true;
        asked.values().forEach(it -> it.completeExceptionally(new IOException(OVER)));
        open.forEach(Post::abandon);
    }

    /** Nothing is told any more when this is asked for. */
    @Override
    public void close() {
        deadlines.shutdownNow();
    }

    private static int exchange(Socket socket, URI url, Map<String, String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder("POST ")
                .append(url.getRawPath().isEmpty() ? "/" : url.getRawPath())
                .append(url.getRawQuery() == null ? "" : "?" + url.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(url.getRawAuthority())
                .append("\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ")
                .append(body.length);
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        OutputStream out = socket.getOutputStream();
        out.write(head.append("\r\n\r\n").toString().getBytes(US_ASCII));
        out.write(body);
        out.flush();
        return status(new Lines(socket.getInputStream()));
    }

    /** The final status; interim ones (RFC 9110 section 15.2) come before it. */
    private static int status(Lines lines) throws IOException {
        for (int i = 0; i < MOST_INTERIM; i++) {
            String line = lines.next();
            if (!line.matches("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?")) {
                throw new IOException("answers something else than HTTP");
            }
            int status = Integer.parseInt(line.substring(9, 12));
            if (status >= 200) {
                return status;
            }
            String header = lines.next();
            while (!header.isEmpty()) {
                header = lines.next();
            }
        }
        throw new IOException("answers nothing final");
    }

    /** The lines of an answer, up to so many bytes. */
    private static final class Lines {
        private final InputStream in;
        private int read;

        Lines(InputStream in) {
            this.in = in;
        }

        String next() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("ends without an answer");
                }
                if (++read > MOST_BYTES) {
                    throw new IOException("answers more than " + MOST_BYTES + " bytes before its status");
                }
                line.append((char) c);
            }
            return line.toString().stripTrailing();
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Says so first: whoever waits for the socket must not take its end for the other side's. */
    private static void abandon(Socket socket, AtomicBoolean late) {
        late.set(true);
        abandon(socket);
    }

    private static void abandon(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // Whoever waits for it hears of it there.
            return;
        }
    }

    private static String said(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
