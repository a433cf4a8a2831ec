package io.ringlog.app.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ringlog.api.port.Readiness;
import io.ringlog.api.port.Readiness.PartState;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Answers what whoever watches over a process asks: whether it works, and its figures; and nothing else. */
public final class HealthServer implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final Readiness readiness;
    private final Supplier<String> metrics;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HealthServer(Readiness readiness, Supplier<String> metrics, HttpServer server) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.server = server;
    }

    /** Listens at once; a port of 0 takes any free one. {@code metrics} gives the figures as Prometheus reads them. */
    public static HealthServer start(String host, int port, Readiness readiness, Supplier<String> metrics) {
        try {
            var address = new InetSocketAddress(InetAddress.getByName(host), port);
            var health = new HealthServer(readiness, metrics, HttpServer.create(address, 0));
            health.server.createContext("/", health::answer);
            health.server.setExecutor(health.threads);
            health.server.start();
            return health;
        } catch (IOException e) {
            throw new UncheckedIOException("health cannot be answered on " + host + ":" + port, e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/health/live" -> onGet(exchange, () -> send(exchange, 200, alive()));
                case "/health/ready" -> onGet(exchange, () -> ready(exchange));
                case "/metrics" ->
                    onGet(
                            exchange,
                            () -> send(exchange, 200, METRICS, metrics.get().getBytes(UTF_8)));
                default -> send(exchange, 404, problem(404, "resource.not-found", "There is no such thing"));
            }
        }
    }

    /** An answer on its way out. */
    private interface Sending {
        void send() throws IOException;
    }

    private static void onGet(HttpExchange exchange, Sending answer) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            answer.send();
        } else {
            exchange.getResponseHeaders().set("Allow", "GET");
            send(exchange, 405, problem(405, "request.method", "Only GET is answered"));
        }
    }

    private void ready(HttpExchange exchange) throws IOException {
        List<PartState> parts = readiness.parts();
        List<PartState> troubled =
                parts.stream().filter(it -> it.trouble().isPresent()).toList();
        if (troubled.isEmpty()) {
            ObjectNode body = Json.mapper().createObjectNode().put("ready", true);
            parts.forEach(it -> body.withArray("parts").add(it.name()));
            send(exchange, 200, body);
        } else {
            send(exchange, 503, notReady(troubled));
        }
    }

    private static ObjectNode alive() {
        return Json.mapper().createObjectNode().put("ok", true);
    }

    /** The same document as the role api gives. */
    private static ObjectNode notReady(List<PartState> troubled) {
        ObjectNode problem = problem(503, "health.not-ready", "Not every part of this process works");
        problem.put(
                "detail",
                troubled.stream()
                        .map(it -> it.name() + ": " + it.trouble().orElseThrow())
                        .collect(Collectors.joining("; ")));
        troubled.forEach(it -> problem.withArray("errors")
                .addObject()
                .put("field", it.name())
                .put("code", "health.not-ready")
                .put("message", it.trouble().orElseThrow()));
        return problem;
    }

    private static ObjectNode problem(int status, String code, String title) {
        return Json.mapper()
                .createObjectNode()
                .put("type", "https://ringlog.io/problems/" + code)
                .put("title", title)
                .put("status", status);
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        send(exchange, status, status < 400 ? JSON : PROBLEM, Json.mapper().writeValueAsBytes(body));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
