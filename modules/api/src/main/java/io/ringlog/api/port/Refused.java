package io.ringlog.api.port;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A request that cannot be granted; becomes a problem document. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** In one sentence; all of them stand apart. */
    private static final int MOST_TOLD = 20;

    /** Why, as HTTP sees it. */
    public enum Why {
        BAD_REQUEST(400, "request.bad", "The request cannot be read"),
        UNAUTHENTICATED(401, "auth.missing", "No valid key came with the request"),
        FORBIDDEN(403, "auth.scope-missing", "The key lacks a scope"),
        FROM_ABOVE(403, "config.set-from-above", "It is decided above the account"),
        NOT_FOUND(404, "resource.not-found", "There is no such thing"),
        METHOD(405, "request.method-not-allowed", "The path is known, the method is not"),
        IN_USE(409, "resource.in-use", "Other rows refer to it"),
        CONFLICT(409, "request.conflict", "It cannot be done now"),
        GONE(410, "resource.gone", "It is no more"),
        STALE(412, "resource.stale", "It was changed since it was read"),
        TOO_LARGE(413, "request.too-large", "The body is too large"),
        INVALID(422, "request.invalid", "Fields are wrong"),
        UNCONDITIONAL(428, "request.unconditional", "It must be said which version is changed"),
        TOO_MANY(429, "request.too-many", "Too many requests"),
        AWAY(503, "service.away", "It cannot be answered now"),
        STORAGE(503, "service.storage-failed", "What is kept cannot be read or written now"),
        NOT_READY(503, "health.not-ready", "Not every part of this process works"),
        LATE(504, "brain.late", "The decision did not come in time");

        private final int status;
        private final String code;
        private final String title;

        Why(int status, String code, String title) {
            this.status = status;
            this.code = code;
            this.title = title;
        }

        public int status() {
            return status;
        }

        /** What it is called where nothing says it better. */
        public String code() {
            return code;
        }

        public String title() {
            return title;
        }
    }

    private final Why why;
    private final String code;
    private final transient List<FieldProblem> problems;
    private final transient Map<String, String> headers;

    public Refused(Why why, List<FieldProblem> problems) {
        this(why, why.code(), problems, Map.of());
    }

    private Refused(Why why, String code, List<FieldProblem> problems, Map<String, String> headers) {
        super(problems.stream().limit(MOST_TOLD).map(Refused::sentence).collect(Collectors.joining("; ")));
        this.why = why;
        this.code = code;
        this.problems = List.copyOf(problems);
        this.headers = Map.copyOf(headers);
    }

    private static String sentence(FieldProblem problem) {
        String place = problem.line() == null || problem.field().isEmpty() ? "" : "line " + problem.line() + ": ";
        return problem.field().isEmpty() ? problem.message() : place + problem.field() + ": " + problem.message();
    }

    public static Refused of(Why why, String message) {
        return new Refused(why, List.of(new FieldProblem("", why.code(), message)));
    }

    /** What somebody decided, by the decision's own code. */
    public static Refused decided(Why why, String code, String message) {
        return new Refused(why, code, List.of(new FieldProblem("", code, message)), Map.of());
    }

    public static Refused field(Why why, String field, String code, String message) {
        return new Refused(why, List.of(new FieldProblem(field, code, message)));
    }

    public static Refused notFound(String what) {
        return of(Why.NOT_FOUND, "there is no " + what);
    }

    /** The path is there, but not for this method. */
    public static Refused method(String method, Set<String> allowed) {
        String words = allowed.stream().sorted().collect(Collectors.joining(", "));
        var problem = new FieldProblem("", Why.METHOD.code(), method + " is not for this path, only " + words);
        return new Refused(Why.METHOD, Why.METHOD.code(), List.of(problem), Map.of("Allow", words));
    }

    /** More was asked than may be; asking again after {@code seconds} can help. */
    public static Refused tooMany(String message, int seconds) {
        var problem = new FieldProblem("", Why.TOO_MANY.code(), message);
        return new Refused(
                Why.TOO_MANY, Why.TOO_MANY.code(), List.of(problem), Map.of("Retry-After", String.valueOf(seconds)));
    }

    /** The same with these problems in the place of its own. */
    public Refused with(List<FieldProblem> others) {
        return new Refused(why, code, others, headers);
    }

    public Why why() {
        return why;
    }

    /** The last part of the problem's {@code type}. */
    public String code() {
        return code;
    }

    public List<FieldProblem> problems() {
        return problems;
    }

    /** What goes out as headers beside the document. */
    public Map<String, String> headers() {
        return headers;
    }
}
