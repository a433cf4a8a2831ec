package io.ringlog.config;

import io.ringlog.config.Plan.Action;
import io.ringlog.config.Plan.Difference;
import io.ringlog.config.Plan.Generated;
import io.ringlog.config.Plan.Line;
import io.ringlog.config.form.Field;
import io.ringlog.config.form.Forms;
import io.ringlog.config.reach.Arrivals;
import io.ringlog.config.reach.DeadEnds;
import io.ringlog.config.reach.ReachGraph;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.config.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Gathers what a run of a configuration document did, row by row. */
final class FilePlan {

    private static final int SHOWN = 80;
    private static final int MOST_ENDS = 100;

    /** Of each row so many ways are told, and of an account so many rows: each is a walk through all of it. */
    private static final int MOST_WAYS = 5;

    private static final int MOST_REACHED = 100;

    private final List<Said> lines = new ArrayList<>();
    private final List<Generated> generated = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** What is said of a row, and which it is. */
    private record Said(Line line, String accountId, String id) {
        boolean isChanged() {
            return line.action() == Action.UPDATE || line.action() == Action.PUBLISH;
        }

        boolean isRemoved() {
            return line.action() == Action.REMOVE;
        }

        Said reachedBy(List<String> ways) {
            Line said = new Line(line.action(), line.kind(), line.account(), line.name(), line.differences(), ways);
            return new Said(said, accountId, id);
        }
    }

    <R extends Record> void line(FileItem<R> item, Optional<R> before, R after) {
        Resource<R> resource = item.resource();
        List<Difference> differences =
                before.map(old -> differences(resource, old, after)).orElse(List.of());
        Action action = before.isEmpty() ? Action.CREATE : differences.isEmpty() ? Action.NOTHING : Action.UPDATE;
        say(item, new Line(action, resource.name(), item.account(), item.title(after), differences, List.of()));
        String row = resource.name() + " " + item.title(after) + " (" + item.account() + ")";
        resource.inert(after).forEach(field -> warnings.add(field + " of " + row + " has no effect in this version"));
        if (after instanceof FlowRow flow) {
            FlowVersions.warnings(flow)
                    .forEach(it -> warnings.add(
                            row + ": " + it.field().replaceFirst("^draft", "graph") + ": " + it.message()));
        }
    }

    private void say(FileItem<?> item, Line line) {
        lines.add(new Said(line, item.accountId(), item.id()));
    }

    void published(FlowRow flow, FileItem<?> item, int version) {
        Difference difference =
                new Difference("published_version", String.valueOf(flow.publishedVersion()), String.valueOf(version));
        say(item, new Line(Action.PUBLISH, "flow", item.account(), flow.name(), List.of(difference), List.of()));
    }

    /** @param account the item of the account whose row {@code id} it is */
    void removed(Resource<?> resource, String id, String title, FileItem<?> account) {
        Line line = new Line(Action.REMOVE, resource.name(), account.account(), title, List.of(), List.of());
        lines.add(new Said(line, account.accountId(), id));
    }

    /** Who reaches what changes of an account. */
    void reached(ReachGraph graph, String accountId) {
        reached(graph, accountId, Said::isChanged);
    }

    /** Who reached what is removed of an account, by the graph of before. */
    void wasReached(ReachGraph graph, String accountId) {
        reached(graph, accountId, Said::isRemoved);
    }

    /** Whether anything of an account is removed. */
    boolean removesOf(String accountId) {
        return lines.stream().anyMatch(it -> it.accountId().equals(accountId) && it.isRemoved());
    }

    private void reached(ReachGraph graph, String accountId, Predicate<Said> which) {
        int left = MOST_REACHED;
        for (int i = 0; i < lines.size(); i++) {
            Said said = lines.get(i);
            if (said.accountId().equals(accountId) && which.test(said)) {
                List<String> ways = left-- > 0
                        ? Arrivals.at(graph, said.line().kind(), said.id(), MOST_WAYS)
                        : List.of("ways that are not looked for: too much changes at once");
                lines.set(i, said.reachedBy(ways));
            }
        }
    }

    void generated(Generated password) {
        generated.add(password);
    }

    /** Where calls will get no further: so many of an account, and how many there are beside. */
    void deadEnds(DeadEnds.All all, String account) {
        List<DeadEnds.Found> found = all.found();
        found.stream().limit(MOST_ENDS).map(it -> said(it, account)).forEach(warnings::add);
        if (found.size() > MOST_ENDS) {
            warnings.add(found.size() - MOST_ENDS + " more dead ends of " + account);
        }
        if (!all.complete()) {
            warnings.add(account + " has too many rows to find all of its dead ends");
        }
    }

    private static String said(DeadEnds.Found found, String account) {
        String node = found.at().isNode() ? " at " + found.at().part() : "";
        return found.at().kind() + " " + found.name() + " (" + account + ")" + node + ": "
                + found.end().message();
    }

    Plan plan() {
        return new Plan(lines.stream().map(Said::line).toList(), generated, warnings);
    }

    private static <R extends Record> List<Difference> differences(Resource<R> resource, R old, R now) {
        List<Difference> differences = new ArrayList<>();
        for (Field field : resource.fields().all()) {
            if (!Objects.equals(field.value(old), field.value(now))) {
                boolean secret = resource.hidden().contains(field.componentName());
                differences.add(
                        secret
                                ? new Difference(field.name(), "(secret)", "(new secret)")
                                : new Difference(field.name(), text(field, old), text(field, now)));
            }
        }
        return differences;
    }

    private static String text(Field field, Record row) {
        String json = Forms.write(field.value(row)).toString();
        return json.length() <= SHOWN ? json : json.substring(0, SHOWN) + "...";
    }
}
