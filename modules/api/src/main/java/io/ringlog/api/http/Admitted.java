package io.ringlog.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.javalin.http.Context;
import io.ringlog.api.port.Keys.Key;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.Sessions.Session;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.kernel.Because;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request that passed the gate. */
record Admitted(Context context, Optional<Asking> asking, String account, byte[] bytes, BooleanSupplier open)
        implements Request {

    private static final ObjectReader READER =
            Json.mapper().reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());

    /** A text where a number belongs, or the other way round, is a mistake of the sender. */
    private static final ObjectMapper STRICT = strict();

    private static ObjectMapper strict() {
        ObjectMapper mapper = Json.documentMapper().copy();
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        List.of(LogicalType.Integer, LogicalType.Boolean)
                .forEach(type -> mapper.coercionConfigFor(type)
                        .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail));
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        return mapper;
    }

    @Override
    public Key key() {
        return who().key();
    }

    @Override
    public Optional<Session> session() {
        return who().session();
    }

    @Override
    public Set<String> changes() {
        return who().changes();
    }

    @Override
    public String actor() {
        return who().actor();
    }

    @Override
    public boolean isStillOpen() {
        return open.getAsBoolean();
    }

    @Override
    public boolean opensBelow() {
        return who().opensBelow();
    }

    private Asking who() {
        return asking.orElseThrow(() -> new IllegalStateException("an open route has no key"));
    }

    @Override
    public String path(String name) {
        return context.pathParam(name);
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(context.queryParam(name));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name));
    }

    @Override
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(context.cookie(name));
    }

    /** A proxy on this machine that ends TLS is as good as TLS. */
    @Override
    public boolean confidential() {
        return context.req().isSecure() || isFromHere();
    }

    @Override
    public boolean byTls() {
        return context.req().isSecure() || (isFromHere() && "https".equals(context.header("X-Forwarded-Proto")));
    }

    @Override
    public String address() {
        return Sender.of(context).address();
    }

    @Override
    public String bucket() {
        return Sender.of(context).bucket();
    }

    @Override
    public boolean isFromHere() {
        return InetAddress.ofLiteral(context.ip().replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    }

    @Override
    public ObjectNode document() {
        try {
            JsonNode json = READER.readTree(bytes);
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw Refused.of(Why.BAD_REQUEST, "the body must be a JSON object");
        } catch (IOException e) {
            throw Refused.of(Why.BAD_REQUEST, "the body is not JSON" + place(e));
        }
    }

    /** The same for the same request: method, path, query, account, version asked for and body. */
    String fingerprint() {
        String head = String.join(
                "\n",
                context.method().name(),
                context.path(),
                String.valueOf(context.queryString()),
                account,
                header(Route.IF_MATCH).orElse(""),
                "");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A route that takes nothing is sent nothing, or an empty object. */
    void refuseFields() {
        if (bytes.length > 0) {
            refuseBut(document(), Set.of());
        }
    }

    private static Set<String> fields(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(it -> SnakeCaseStrategy.INSTANCE.translate(it.getName()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void refuseBut(ObjectNode given, Set<String> known) {
        given.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw unknown(name);
            }
        });
    }

    private static Refused unknown(String field) {
        return Refused.field(Why.INVALID, field, "request.unknown-field", "is not a field of this call");
    }

    private static String place(IOException broken) {
        return broken instanceof JsonProcessingException it && it.getLocation() != null
                ? ": line " + it.getLocation().getLineNr() + ", column "
                        + it.getLocation().getColumnNr() + ": " + withoutSource(it.getOriginalMessage())
                : "";
    }

    /** Jackson also says that it does not say where the text came from. */
    private static String withoutSource(String message) {
        return message.replaceAll("\\[Source: [^;\\]]*; ", "[");
    }

    /** {@code queues.1.level}. */
    private static String path(JsonMappingException wrong) {
        return wrong.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private Refused misfit(String path, MismatchedInputException wrong) {
        JsonNode given = document().at("/" + path.replace('.', '/'));
        if (given.isMissingNode()) {
            return Refused.field(Why.INVALID, path, "request.required", "is required");
        }
        Class<?> type = wrong.getTargetType();
        return type != null && type.isEnum() && given.isTextual()
                ? Refused.field(Why.INVALID, path, "request.not-a-choice", "must be one of " + words(type))
                : Refused.field(Why.INVALID, path, "request.wrong-type", "must be " + asked(type));
    }

    private static String words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(word -> Because.word((Enum<?>) word))
                .collect(Collectors.joining(", "));
    }

    private static String asked(@Nullable Class<?> type) {
        if (type == null || type.isRecord()) {
            return "an object";
        }
        if (type == String.class || type.isEnum()) {
            return "a text";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "a whole number";
    }

    @Override
    public <T extends Record> T body(Class<T> type) {
        ObjectNode given = document();
        // Jackson would tell of what is missing first.
        refuseBut(given, fields(type));
        try {
            return STRICT.readerFor(type).readValue(given);
        } catch (UnrecognizedPropertyException unknown) {
            throw unknown(path(unknown));
        } catch (MismatchedInputException wrong) {
            throw misfit(path(wrong), wrong);
        } catch (JsonProcessingException wrong) {
            throw Refused.of(Why.INVALID, "the body does not fit: " + wrong.getOriginalMessage());
        } catch (IOException wrong) {
            throw new UncheckedIOException("reading from a tree cannot fail otherwise", wrong);
        }
    }
}
