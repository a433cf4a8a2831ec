package io.ringlog.api.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.csv.CsvRows;
import io.ringlog.api.csv.CsvTable;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Configuration.Import;
import io.ringlog.api.port.Configuration.ImportAction;
import io.ringlog.api.port.Configuration.ImportedRow;
import io.ringlog.api.port.FieldProblem;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Many rows of one resource at once, in JSON or CSV: all of them or none. */
final class BulkRoutes implements RouteGroup {

    private static final int MOST_PROBLEMS = 1_000;
    private static final Pattern PLACE = Pattern.compile("rows\\[([0-9]+)]\\.?(.*)");

    /** A row of an import; {@code line} where it came in CSV, no id where it is only told what would be done. */
    record ImportedLine(@Nullable Integer line, @Nullable String id, String name, ImportAction action) {}

    /** What became of an import. */
    record ImportReport(boolean dryRun, int created, int changed, int unchanged, List<ImportedLine> imported) {
        ImportReport {
            imported = List.copyOf(imported);
        }
    }

    /** What came; {@code lines} has that of each row, nothing where it came in JSON. */
    private record Came(List<ObjectNode> rows, List<Integer> lines) {}

    private final Configuration configuration;
    private final ResourceShape shape;
    private final String path;
    private final Scope scope;
    private final boolean tables;

    /**
     * @param path of the collection, {@code /v1/users}
     * @param tables whether rows come in CSV too
     */
    BulkRoutes(Configuration configuration, ResourceShape shape, String path, Scope scope, boolean tables) {
        this.configuration = configuration;
        this.shape = shape;
        this.path = path;
        this.scope = scope;
        this.tables = tables;
    }

    @Override
    public void add(RouteTable table) {
        String rows = path.substring(path.lastIndexOf('/') + 1);
        table.add(Route.post(
                        "import" + ConfigSchemas.title(rows),
                        path + "/import",
                        "Creates and changes many " + shape.name() + "s at once, in JSON" + (tables ? " or CSV" : "")
                                + ": all or none.",
                        this::take)
                .needs(scope)
                .query("dry_run", "true: only tells what would be done", Schemas.choice(List.of("true", "false")))
                .takes(tables ? Schemas.alsoCsv(ConfigSchemas.many(shape)) : ConfigSchemas.many(shape))
                .answers(Schemas.of(ImportReport.class)));
    }

    private Answer take(Request request) {
        boolean dry = request.query("dry_run").map(BulkRoutes::truth).orElse(false);
        boolean csv =
                tables && request.header("Content-Type").orElse("").strip().startsWith(Answer.CSV);
        Came came = csv ? lines(request) : documents(request);
        try {
            List<ImportedRow> done = configuration.importRows(
                    shape.name(),
                    request.account(),
                    new Import(came.rows(), dry, request.key().platform()),
                    request.actor());
            return Answer.ok(report(done, came, dry));
        } catch (Refused refused) {
            throw refused.with(some(csv ? byLine(refused, came) : refused.problems()));
        }
    }

    private static boolean truth(String word) {
        if (!word.equals("true") && !word.equals("false")) {
            throw Refused.field(Why.INVALID, "dry_run", "request.bad-parameter", "must be true or false");
        }
        return word.equals("true");
    }

    private Came lines(Request request) {
        CsvTable table = CsvTable.read(request.bytes());
        CsvRows reader = new CsvRows(shape);
        List<ObjectNode> rows = reader.of(table);
        if (!reader.problems().isEmpty()) {
            throw new Refused(Why.INVALID, some(reader.problems()));
        }
        return new Came(rows, table.lines().stream().map(CsvTable.Line::number).toList());
    }

    private static Came documents(Request request) {
        ObjectNode body = request.document();
        body.fieldNames().forEachRemaining(BulkRoutes::refuseUnknown);
        JsonNode rows = body.path("rows");
        if (!rows.isArray() || rows.size() > CsvTable.MOST_LINES) {
            throw Refused.field(
                    Why.INVALID, "rows", "request.wrong-type", "must be a list of at most " + CsvTable.MOST_LINES);
        }
        List<ObjectNode> documents = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!(rows.get(i) instanceof ObjectNode row)) {
                throw Refused.field(Why.INVALID, "rows[" + i + "]", "config.not-an-object", "must be an object");
            }
            documents.add(row);
        }
        return new Came(documents, List.of());
    }

    private static void refuseUnknown(String field) {
        if (!field.equals("rows")) {
            throw Refused.field(Why.INVALID, field, "request.unknown-field", "is not a field of this call");
        }
    }

    private static ImportReport report(List<ImportedRow> done, Came came, boolean dry) {
        List<ImportedLine> rows = IntStream.range(0, done.size())
                .mapToObj(i -> {
                    ImportedRow row = done.get(i);
                    boolean hasId = !dry || row.action() != ImportAction.CREATED;
                    Integer line = came.lines().isEmpty() ? null : came.lines().get(i);
                    return new ImportedLine(line, hasId ? row.id() : null, row.name(), row.action());
                })
                .toList();
        return new ImportReport(
                dry,
                count(done, ImportAction.CREATED),
                count(done, ImportAction.CHANGED),
                count(done, ImportAction.UNCHANGED),
                rows);
    }

    private static int count(List<ImportedRow> done, ImportAction action) {
        return (int) done.stream().filter(it -> it.action() == action).count();
    }

    /** The problems of a file in the order of its lines, each with its line. */
    private static List<FieldProblem> byLine(Refused refused, Came came) {
        return refused.problems().stream().map(it -> placed(it, came)).toList();
    }

    private static FieldProblem placed(FieldProblem problem, Came came) {
        Matcher place = PLACE.matcher(problem.field());
        return place.matches()
                ? new FieldProblem(
                        place.group(2),
                        problem.code(),
                        problem.message(),
                        came.lines().get(Integer.parseInt(place.group(1))))
                : problem;
    }

    private static List<FieldProblem> some(List<FieldProblem> problems) {
        return problems.stream().limit(MOST_PROBLEMS).toList();
    }
}
