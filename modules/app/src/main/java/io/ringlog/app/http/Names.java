package io.ringlog.app.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where names lead. One look-up of a name at a time: whoever asks again meanwhile waits for the same answer. */
final class Names {

    static final String OVER = "this process ends";

    private final Map<String, CompletableFuture<InetAddress>> asked = new ConcurrentHashMap<>();
    private final Lookup lookup;
    private volatile boolean over;

    /** Where a name leads; may take as long as a name server likes. */
    @FunctionalInterface
    interface Lookup {
        InetAddress find(String host) throws UnknownHostException;
    }

    Names(Lookup lookup) {
        this.lookup = lookup;
    }

    InetAddress find(String host, Duration patience) throws IOException {
        CompletableFuture<InetAddress> answer = asked.computeIfAbsent(host, this::ask);
        if (over) {
            answer.completeExceptionally(new IOException(OVER));
        }
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("nobody says where " + host + " is in " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException why ? why : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(OVER, e);
        }
    }

    private CompletableFuture<InetAddress> ask(String host) {
        var answer = new CompletableFuture<InetAddress>();
        Thread.ofVirtual().name("http-name-" + host).start(() -> {
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

    /** Whoever waits for a name is told that this process ends. */
    void end() {
        over = true;
        asked.values().forEach(it -> it.completeExceptionally(new IOException(OVER)));
    }
}
