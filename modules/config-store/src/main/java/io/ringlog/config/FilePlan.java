package io.ringlog.config;

import io.ringlog.config.Plan.Action;
import io.ringlog.config.Plan.Difference;
import io.ringlog.config.Plan.Generated;
import io.ringlog.config.Plan.Line;
import io.ringlog.config.form.Field;
import io.ringlog.config.form.Forms;
import io.ringlog.config.reach.DeadEnds;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.config.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Gathers what a run of a configuration document did, row by row. */
final class FilePlan {

    private static final int SHOWN = 80;
    private static final int MOST_ENDS = 100;

    private final List<Line> lines = new ArrayList<>();
    private final List<Generated> generated = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    <R extends Record> void line(FileItem<R> item, Optional<R> before, R after) {
        Resource<R> resource = item.resource();
        List<Difference> differences =
                before.map(old -> differences(resource, old, after)).orElse(List.of());
        Action action = before.isEmpty() ? Action.CREATE : differences.isEmpty() ? Action.NOTHING : Action.UPDATE;
        lines.add(new Line(action, resource.name(), item.account(), item.title(after), differences));
        String row = resource.name() + " " + item.title(after) + " (" + item.account() + ")";
        resource.inert(after).forEach(field -> warnings.add(field + " of " + row + " has no effect in this version"));
        if (after instanceof FlowRow flow) {
            FlowVersions.warnings(flow)
                    .forEach(it -> warnings.add(
                            row + ": " + it.field().replaceFirst("^draft", "graph") + ": " + it.message()));
        }
    }

    void published(FlowRow flow, String account, int version) {
        Difference difference =
                new Difference("published_version", String.valueOf(flow.publishedVersion()), String.valueOf(version));
        lines.add(new Line(Action.PUBLISH, "flow", account, flow.name(), List.of(difference)));
    }

    void removed(Resource<?> resource, String title, String account) {
        lines.add(new Line(Action.REMOVE, resource.name(), account, title, List.of()));
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
        return new Plan(lines, generated, warnings);
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
