package io.ringlog.api.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The console as it lies on the class path: one page for every address of it, and the files that the page names, which
 * are called by their content. Where it was not built the page says so.
 */
final class ConsolePages {

    /** Where the console's files lie. */
    static final String FOLDER = "io/ringlog/console/";

    static final String MISSING = "This build has no console: ./ringlog build makes it where Node 20 or newer is"
            + " installed; the REST interface is described at /v1/openapi.json.\n";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    /** Scripts and styles of this origin alone, none inline; nobody shows the page inside another. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; media-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");

    private final String folder;

    /** @param folder on the class path, with / at its end */
    ConsolePages(String folder) {
        this.folder = folder;
    }

    void add(RoutesConfig routes) {
        routes.addHttpHandler(HandlerType.GET, "/", this::page);
        routes.addHttpHandler(HandlerType.GET, "/app", this::page);
        routes.addHttpHandler(HandlerType.GET, "/app/<path>", this::page);
        routes.addHttpHandler(HandlerType.GET, "/assets/{name}", this::asset);
    }

    private void page(Context context) {
        protect(context);
        context.header("Content-Security-Policy", POLICY);
        context.header("Referrer-Policy", "same-origin");
        context.header("Cache-Control", "no-cache");
        Optional<byte[]> page = file("index.html");
        if (page.isPresent()) {
            context.contentType("text/html; charset=utf-8").result(page.get());
        } else {
            context.contentType("text/plain; charset=utf-8").result(MISSING);
        }
    }

    private void asset(Context context) {
        String name = context.pathParam("name");
        Optional<String> type = Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                .filter(it -> NAME.matcher(name).matches());
        Optional<byte[]> found = type.flatMap(it -> file("assets/" + name));
        if (found.isEmpty()) {
            context.status(404);
            return;
        }
        protect(context);
        context.header("Cache-Control", "public, max-age=31536000, immutable");
        context.contentType(type.orElseThrow()).result(found.get());
    }

    /** Nothing is taken for what it does not say it is: a row of somebody's words is no page with a script. */
    static void protect(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
    }

    private Optional<byte[]> file(String name) {
        try (InputStream in = ConsolePages.class.getClassLoader().getResourceAsStream(folder + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the console cannot be read: " + name, e);
        }
    }
}
