package io.ringlog.testkit.sip;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A WebSocket that carries SIP, as a page in a browser has it: without a host of its own. */
final class WebPeerSocket implements PeerSocket, WebSocket.Listener {
    private final URI server;
    private final String page;
    private final HttpClient client;
    private final CompletableFuture<Consumer<String>> receiver = new CompletableFuture<>();
    private final String host = UUID.randomUUID().toString().substring(0, 12) + ".invalid";
    private final StringBuilder text = new StringBuilder();
    private final ExecutorService inOrder = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("peer-web").factory());
    private WebSocket socket;

    WebPeerSocket(URI server, SSLContext tls, String page) {
        this.server = server;
        this.page = page;
        this.client = HttpClient.newBuilder().sslContext(tls).build();
        this.socket = connected();
    }

    @Override
    public void listen(Consumer<String> listener) {
        receiver.complete(listener);
    }

    private WebSocket connected() {
        return client.newWebSocketBuilder()
                .subprotocols("sip")
                .header("Origin", page)
                .buildAsync(server, this)
                .join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            String message = text.toString();
            text.setLength(0);
            later(message);
        }
        from.request(1);
        return null;
    }

    private void later(String message) {
        try {
            inOrder.execute(() -> receiver.join().accept(message));
        } catch (RejectedExecutionException closed) {
            text.setLength(0);
        }
    }

    synchronized void reconnect() {
        socket.abort();
        socket = connected();
    }

    @Override
    public String transport() {
        return server.getScheme().equals("wss") ? "WSS" : "WS";
    }

    @Override
    public String parameter() {
        return "ws";
    }

    @Override
    public String place() {
        return host;
    }

    @Override
    public int localPort() {
        throw new UnsupportedOperationException("a page knows no port");
    }

    @Override
    public synchronized void send(byte[] message) {
        socket.sendText(new String(message, StandardCharsets.UTF_8), true).join();
    }

    @Override
    public synchronized void close() {
        socket.abort();
        inOrder.shutdownNow();
        client.close();
    }
}
