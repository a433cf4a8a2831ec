package io.ringlog.config.reach;

import io.ringlog.config.form.Field;
import io.ringlog.config.resource.DeadEnd;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.config.resource.Link;
import io.ringlog.config.resource.Resource;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.config.OutboundRoute;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.Scheduled;
import io.ringlog.domain.config.SipUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws the graph of an account from the sheet of its rows. */
final class ReachRows {

    private static final String OPEN = "open";

    private final ReachGraph graph = new ReachGraph();
    private final Map<Vertex, String> hours = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final List<FlowRow> flows = new ArrayList<>();
    private final List<OutboundRoute> routes = new ArrayList<>();
    private final List<Forward> forwards = new ArrayList<>();
    private boolean hasDefault;

    private ReachRows() {}

    /** What grows with the product of two kinds of rows comes last, so that the bound cuts it first. */
    static ReachGraph graph(Sheet sheet) {
        ReachRows rows = new ReachRows();
        if (!sheet.complete()) {
            rows.graph.leftOut();
        }
        sheet.rows().forEach(rows::all);
        rows.flows.forEach(flow -> sheet.published(flow).ifPresent(it -> ReachFlow.draw(flow, it, rows.graph)));
        rows.forwards.forEach(rows::outside);
        return rows.graph;
    }

    private <R extends Record> void all(Sheet.Rows<R> rows) {
        rows.rows().forEach(row -> draw(rows.resource(), row));
    }

    private <R extends Record> void draw(Resource<R> resource, R row) {
        Vertex here =
                Vertex.row(resource.name(), String.valueOf(resource.fields().value(row, "id")));
        if (row instanceof Scheduled it && it.scheduleId() != null) {
            hours.put(here, it.scheduleId());
        }
        List<DeadEnd> ends = new ArrayList<>(resource.deadEnds(row));
        special(here, row, ends);
        String dialled = resource.dialled(row).orElse(null);
        graph.add(here, new Place(resource.label(row), dialled, ends, resource.never(row), false));
        resource.links().stream()
                .filter(link -> link.applies(resource.fields(), row) && resource.mayLead(row, link))
                .forEach(link -> link.held(resource.fields(), row).forEach(held -> arrow(here, link, held)));
        resource.lists().forEach((component, target) -> {
            Field field = resource.fields().component(component);
            ((List<?>) Objects.requireNonNull(field.value(row)))
                    .forEach(id -> go(here, field.name(), null, Vertex.row(target, id.toString())));
        });
    }

    private void arrow(Vertex here, Link link, Link.Held held) {
        Vertex other = Vertex.row(link.target(), held.id());
        switch (link.sense()) {
            case LEADS -> go(here, held.field(), when(held.field()), other);
            case RINGS -> go(here, held.field(), null, link.target().equals("user") ? Vertex.phones(held.id()) : other);
            case HOURS -> graph.add(new Arrow(here, held.field(), null, null, other));
            case SERVES -> go(other, held.field(), null, here);
            case PHONE_OF -> {
                if (!silent.contains(held.id())) {
                    go(Vertex.phones(held.id()), held.field(), null, here);
                }
            }
            case NONE -> {}
        }
    }

    /** A way that says nothing else holds while the row is open. */
    private void go(Vertex from, String field, @Nullable String when, Vertex to) {
        String schedule = hours.get(from);
        boolean byHours = schedule != null && (when == null || when.equals("closed") || when.equals("holiday"));
        graph.add(new Arrow(from, field, byHours && when == null ? OPEN : when, byHours ? schedule : null, to));
    }

    /** {@code closed} for {@code closed_dest_id}; null for the target itself. */
    private static @Nullable String when(String field) {
        String stem = field.replaceAll("(^|_)dest_id$|_id$", "");
        return stem.isEmpty() ? null : stem;
    }

    /** What no reference says. */
    private void special(Vertex here, Record row, List<DeadEnd> ends) {
        switch (row) {
            case Account account -> account(account, ends);
            case Did did -> unrouted(here, did, ends);
            case SipUser user -> phones(here, user);
            case FlowRow flow -> flow(flow, ends);
            case OutboundRoute route -> routes.add(route);
            case Forward forward -> forwards.add(forward);
            default -> {}
        }
    }

    private void account(Account account, List<DeadEnd> ends) {
        hasDefault = account.didDefaultDest() != null || account.unrouted() != null;
        if (account.status() != Account.Status.ACTIVE) {
            ends.add(DeadEnd.Kind.ACCOUNT_INACTIVE.of("takes no calls: it is not active"));
        }
    }

    /** A number without a target of its own leads where the account's do. */
    private void unrouted(Vertex here, Did did, List<DeadEnd> ends) {
        if (did.status() == Did.Status.ACTIVE && did.dest() == null) {
            if (hasDefault) {
                go(here, "dest_kind", null, Vertex.row("account", did.accountId()));
            } else {
                ends.add(DeadEnd.Kind.NOWHERE.of("leads nowhere, and the account has no did_default_dest"));
            }
        }
    }

    private void phones(Vertex here, SipUser user) {
        Vertex phones = Vertex.phones(user.id());
        graph.add(phones, new Place(user.username(), null, List.of(), Set.of(), false));
        if (user.fwdAlways() == null) {
            graph.add(new Arrow(here, "", null, null, phones));
        }
        if (user.status() != RowStatus.ACTIVE) {
            silent.add(user.id());
        }
    }

    private void flow(FlowRow flow, List<DeadEnd> ends) {
        flows.add(flow);
        if (flow.publishedVersion() == null) {
            ends.add(DeadEnd.Kind.UNPUBLISHED.of("is not published: its callers are refused"));
        }
    }

    /** Which numbers a route takes is known of those written with their country. */
    private void outside(Forward forward) {
        if (graph.isFull()) {
            graph.leftOut();
            return;
        }
        String digits = forward.number().replaceAll("[^0-9]", "");
        boolean international = forward.number().startsWith("+");
        for (OutboundRoute route : routes) {
            boolean fits = route.prefixes().isEmpty()
                    || !international
                    || route.prefixes().stream().anyMatch(digits::startsWith);
            if (fits) {
                go(Vertex.row("forward", forward.id()), "number", null, Vertex.row("outbound_route", route.id()));
            }
        }
    }
}
