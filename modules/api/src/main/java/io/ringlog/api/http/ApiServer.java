package io.ringlog.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.ringlog.api.ApiConfig;
import io.ringlog.api.port.FieldProblem;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Repeats;
import io.ringlog.api.port.Tenants;
import io.ringlog.api.port.Troubles;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the route table over HTTP until it is closed. */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final Javalin server;

    private ApiServer(Javalin server) {
        this.server = server;
    }

    /** Listens at once; the document of all routes is added to them. */
    public static ApiServer start(
            ApiConfig config,
            Doors doors,
            Tenants tenants,
            Troubles troubles,
            Repeats repeats,
            List<RouteGroup> groups) {
        List<RouteGroup> all = new ArrayList<>(groups);
        all.add(new KeyOwnRoutes());
        all.add(new ContractRoutes());
        RouteTable table = RouteTable.of(all);
        Gate gate = new Gate(config, doors, tenants, InstantSource.system());
        Repeating repeating = new Repeating(repeats);
        return new ApiServer(Javalin.create(javalin -> {
                    set(javalin, table, troubles);
                    config.https().ifPresent(it -> Listeners.add(javalin.jetty, config, it));
                    new ConsolePages(ConsolePages.FOLDER).add(javalin.routes);
                    for (Route route : table.routes()) {
                        HandlerType method =
                                HandlerType.findOrCreate(route.method().name());
                        javalin.routes.addHttpHandler(method, route.path(), it -> answer(it, route, gate, repeating));
                    }
                })
                .start(config.host(), config.port()));
    }

    public int port() {
        return server.port();
    }

    /** The port of HTTPS; empty where there is none. */
    public OptionalInt httpsPort() {
        return Listeners.httpsPort(server.jettyServer().server());
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void set(JavalinConfig javalin, RouteTable table, Troubles troubles) {
        javalin.startup.showJavalinBanner = false;
        // A client of the event stream keeps its thread for hours; a pool of platform threads would run dry.
        javalin.concurrency.useVirtualThreads = true;
        javalin.routes.before(ConsolePages::protect);
        javalin.routes.exception(Refused.class, (refused, context) -> refuse(context, refused));
        javalin.routes.exception(
                Exception.class,
                (broken, context) -> troubles.told(broken)
                        .ifPresentOrElse(trouble -> inTrouble(context, trouble), () -> broke(context, broken)));
        javalin.routes.error(404, context -> {
            if (context.result() == null
                    || !OpenApi.PROBLEM.equals(context.res().getContentType())) {
                Set<String> methods = table.methods(context.path());
                refuse(
                        context,
                        methods.isEmpty()
                                ? Refused.notFound("path " + context.path())
                                : Refused.method(context.method().name(), methods));
            }
        });
    }

    private static void answer(Context context, Route route, Gate gate, Repeating repeating) throws IOException {
        Answer answer = repeating.answer(gate.admit(context, route), route);
        answer.headers().forEach(context::header);
        switch (answer) {
            case Answer.Whole whole -> {
                context.status(whole.status()).contentType(whole.mediaType());
                context.result(whole.body());
            }
            case Answer.Stream stream -> {
                context.contentType(Answer.EVENT_STREAM);
                // Not the context's own stream: compression would hold events back.
                stream.writer().writeTo(context.res().getOutputStream());
            }
        }
    }

    private static void refuse(Context context, Refused refused) {
        ObjectNode problem = Json.mapper().createObjectNode();
        problem.put("type", "https://ringlog.io/problems/" + refused.code());
        problem.put("title", refused.why().title());
        problem.put("status", refused.why().status());
        problem.put("detail", refused.getMessage());
        refused.problems().stream()
                .filter(it -> !it.field().isEmpty() || it.line() != null)
                .forEach(it -> wrong(problem.withArray("errors").addObject(), it));
        refused.headers().forEach(context::header);
        if (refused.why() == Refused.Why.AWAY || refused.why() == Refused.Why.STORAGE) {
            context.header("Retry-After", "1");
        }
        send(context, refused.why().status(), problem);
    }

    private static void wrong(ObjectNode error, FieldProblem it) {
        error.put("field", it.field()).put("code", it.code()).put("message", it.message());
        if (it.line() != null) {
            error.put("line", it.line());
        }
    }

    private static void inTrouble(Context context, Refused trouble) {
        LOG.warn("{} {} was refused: {}", context.method(), context.endpoint().path, trouble.getMessage());
        refuse(context, trouble);
    }

    /**
     * The client learns a number to ask about; what broke stays in the log of the process, under the route's own path:
     * what stands in its variables may be a secret.
     */
    private static void broke(Context context, Exception broken) {
        String ticket = UUID.randomUUID().toString().toLowerCase(Locale.ROOT);
        LOG.error("{} {} failed, ticket {}", context.method(), context.endpoint().path, ticket, broken);
        ObjectNode problem = Json.mapper().createObjectNode();
        problem.put("type", "https://ringlog.io/problems/service.broken");
        problem.put("title", "Something broke here");
        problem.put("status", 500);
        problem.put("detail", "ticket " + ticket);
        send(context, 500, problem);
    }

    private static void send(Context context, int status, ObjectNode problem) {
        try {
            context.status(status).result(Json.mapper().writeValueAsBytes(problem));
            context.contentType(OpenApi.PROBLEM);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a problem of ours cannot be written", e);
        }
    }
}
