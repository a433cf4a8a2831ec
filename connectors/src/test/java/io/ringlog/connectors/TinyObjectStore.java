package io.ringlog.connectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of an S3 store as a lake needs: objects are put, read whole or in part, looked at and deleted over HTTP. */
final class TinyObjectStore implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final HttpServer server;

    private TinyObjectStore(HttpServer server) {
        this.server = server;
    }

    static TinyObjectStore start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TinyObjectStore store = new TinyObjectStore(server);
        server.createContext("/", store::answer);
        server.start();
        return store;
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int size() {
        return objects.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    objects.put(key, exchange.getRequestBody().readAllBytes());
                    exchange.getResponseHeaders().add("ETag", "\"one\"");
                    exchange.sendResponseHeaders(200, -1);
                }
                case "DELETE" -> {
                    objects.remove(key);
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> read(exchange, objects.get(key));
            }
        }
    }

    private static void read(HttpExchange exchange, byte[] object) throws IOException {
        if (object == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.getResponseHeaders().add("ETag", "\"one\"");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().add("Content-Length", String.valueOf(object.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        byte[] body = range == null ? object : part(object, range);
        exchange.sendResponseHeaders(range == null ? 200 : 206, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] part(byte[] object, String range) {
        Matcher asked = RANGE.matcher(range);
        if (!asked.matches()) {
            return object;
        }
        int last = asked.group(2).isEmpty() ? object.length - 1 : Integer.parseInt(asked.group(2));
        return Arrays.copyOfRange(object, Integer.parseInt(asked.group(1)), Math.min(last + 1, object.length));
    }
}
