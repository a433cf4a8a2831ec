package io.ringlog.app.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server that is told of events and answers as it is told to, then 200. */
final class Subscriber implements AutoCloseable {

    /** Never answers. */
    static final int SILENT = -1;

    /** Answers when whoever asked has gone. */
    static final int SLOW = -2;

    /** One request. */
    record Told(Headers headers, byte[] body) {
        String header(String name) {
            return headers.getFirst(name);
        }

        JsonNode json() {
            try {
                return Json.mapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<Told> taken = new CopyOnWriteArrayList<>();

    private Subscriber(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static Subscriber start() {
        try {
            return new Subscriber(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events?from=ringlog";
    }

    /** What comes next is answered so, in this order. */
    void answers(Integer... statuses) {
        answers.clear();
        answers.addAll(Arrays.asList(statuses));
    }

    /** Every request, whatever it was answered. */
    List<Told> told() {
        return told;
    }

    /** The events of the requests that were answered 200, in their order. */
    List<JsonNode> taken() {
        return taken.stream()
                .flatMap(it -> it.json().path("events").valueStream())
                .toList();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Told request = new Told(
                Headers.of(exchange.getRequestHeaders()),
                exchange.getRequestBody().readAllBytes());
        Integer wanted = answers.poll();
        int answer = wanted == null ? 200 : wanted;
        told.add(request);
        if (answer == SILENT || answer == SLOW) {
            waited(answer == SILENT ? 60_000 : 1_500);
        } else if (answer == 200) {
            taken.add(request);
        }
        exchange.getResponseHeaders().add("Location", url());
        exchange.sendResponseHeaders(answer < 0 ? 200 : answer, -1);
        exchange.close();
    }

    private void waited(long millis) {
        try {
            if (closing.await(millis, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
