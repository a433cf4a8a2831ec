package io.ringlog.app.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.FieldProblem;
import io.ringlog.api.port.Publication;
import io.ringlog.api.port.Reached;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.api.port.Step;
import io.ringlog.api.port.Trial;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.Edit;
import io.ringlog.config.FlowVersions;
import io.ringlog.config.FlowVersions.Version;
import io.ringlog.config.RowsImport;
import io.ringlog.config.flow.FlowVerdict;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.config.resource.Page;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.trial.FlowTrial;
import io.ringlog.domain.trial.TrialStory;
import io.ringlog.wire.Json;
import io.ringlog.wire.story.Story;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Configuration as documents, over the store. */
public final class StoredConfiguration implements Configuration {

    private final ConfigStore store;

    public StoredConfiguration(ConfigStore store) {
        this.store = store;
    }

    @Override
    public List<ResourceShape> resources() {
        return Resources.ALL.stream().map(Shapes::of).toList();
    }

    @Override
    public Document create(String resource, String account, ObjectNode body, String actor) {
        return create(named(resource), account, body, actor);
    }

    @Override
    public Document change(String resource, String account, String id, Change change, String actor) {
        return change(named(resource), account, id, change, actor);
    }

    @Override
    public List<ImportedRow> importRows(String resource, String account, Import rows, String actor) {
        var order = new RowsImport.Order(rows.rows(), rows.mayGive());
        return granted(() -> (rows.dryRun()
                        ? store.rehearseImport(named(resource), account, order, actor)
                        : store.importRows(named(resource), account, order, actor))
                .stream()
                        .map(it -> new ImportedRow(
                                it.id(),
                                it.name(),
                                ImportAction.valueOf(it.action().name())))
                        .toList());
    }

    @Override
    public Document move(String resource, String account, String id, Move move, String actor) {
        return move(named(resource), account, id, move, actor);
    }

    private <R extends Record> Document move(Resource<R> resource, String account, String id, Move move, String actor) {
        return granted(
                () -> document(resource, store.move(resource, account, id, move.newOwner(), move.ifVersion(), actor)));
    }

    @Override
    public void remove(String resource, String account, String id, @Nullable Long ifVersion, String actor) {
        granted(() -> {
            store.delete(named(resource), account, id, ifVersion, actor);
            return id;
        });
    }

    @Override
    public Optional<Document> find(String resource, String account, String id) {
        return find(named(resource), account, id);
    }

    @Override
    public Optional<String> nameOf(String account, String id) {
        return store.nameOf(account, id);
    }

    @Override
    public Reached reachedBy(String resource, String account, String id) {
        return granted(() -> Ways.of(store.reachedBy(named(resource), account, id), account, store));
    }

    @Override
    public Reached.DeadEnds deadEnds(String account) {
        return Ways.of(store.deadEnds(account));
    }

    @Override
    public Documents list(String resource, String account, Listing listing) {
        return list(named(resource), account, listing);
    }

    @Override
    public Document createAccount(@Nullable String parent, ObjectNode body, String actor) {
        return granted(() -> document(Resources.ACCOUNTS, store.createAccount(parent, body, actor)));
    }

    @Override
    public Documents accounts(@Nullable String root, @Nullable String after, int limit) {
        return documents(Resources.ACCOUNTS, store.accounts(root, after, limit));
    }

    @Override
    public boolean isWithin(String account, String root) {
        return store.isWithin(account, root);
    }

    @Override
    public Document publish(String account, String flowId, Publication how, @Nullable Long ifVersion, String actor) {
        return granted(
                () -> document(Resources.FLOWS, store.flows().publish(account, flowId, said(how), ifVersion, actor)));
    }

    @Override
    public Document rollBack(
            String account, String flowId, int version, Publication how, @Nullable Long ifVersion, String actor) {
        return granted(() -> document(
                Resources.FLOWS, store.flows().rollBack(account, flowId, version, said(how), ifVersion, actor)));
    }

    @Override
    public Trial simulate(String account, String flowId, @Nullable Integer version, ObjectNode call) {
        return trial(account, granted(() -> store.flows().tried(account, flowId, version, call)));
    }

    @Override
    public List<Trial> test(String account, String flowId) {
        return granted(() -> store.flows().tested(account, flowId)).stream()
                .map(it -> trial(account, it))
                .toList();
    }

    private Trial trial(String account, FlowVerdict verdict) {
        TrialStory story = verdict.story();
        return new Trial(
                verdict.test().name(),
                verdict.passed(),
                verdict.differences(),
                story == null ? List.of() : FlowVerdict.path(story),
                story == null
                        ? List.of()
                        : Story.of(FlowTrial.CALL, story.events())
                                .named(id -> store.nameOf(account, id))
                                .lines()
                                .stream()
                                .map(Step::of)
                                .toList(),
                story);
    }

    private static io.ringlog.config.Publication said(Publication how) {
        return new io.ringlog.config.Publication(how.message(), how.force());
    }

    @Override
    public List<ObjectNode> versions(String account, String flowId) {
        return granted(() -> store.flows().versions(account, flowId).stream()
                .map(StoredConfiguration::document)
                .toList());
    }

    private <R extends Record> Document create(Resource<R> resource, String account, ObjectNode body, String actor) {
        return granted(() -> document(resource, store.create(resource, account, body, actor)));
    }

    private <R extends Record> Document change(
            Resource<R> resource, String account, String id, Change change, String actor) {
        Edit edit = new Edit(change.body(), change.replace(), change.ifVersion());
        return granted(() -> document(resource, store.update(resource, account, id, edit, actor)));
    }

    private <R extends Record> Optional<Document> find(Resource<R> resource, String account, String id) {
        return store.find(resource, account, id).map(row -> document(resource, row));
    }

    private <R extends Record> Documents list(Resource<R> resource, String account, Listing listing) {
        return documents(resource, store.list(resource, account, listing.after(), listing.limit(), listing.where()));
    }

    private <R extends Record> Documents documents(Resource<R> resource, Page<Stored<R>> page) {
        return new Documents(
                page.rows().stream().map(row -> document(resource, row)).toList(), page.next());
    }

    private <R extends Record> Document document(Resource<R> resource, Stored<R> stored) {
        ObjectNode body = resource.fields().write(stored.row(), resource.hidden());
        if (stored.row() instanceof Account account) {
            store.inherited(account).forEach(body.putObject("inherited")::put);
        }
        body.put("version", stored.version());
        body.put("created_at", stored.createdAt());
        body.put("updated_at", stored.updatedAt());
        warnings(resource, stored.row())
                .forEach(it -> body.withArray("warnings")
                        .addObject()
                        .put("field", it.field())
                        .put("code", it.code())
                        .put("message", it.message()));
        return new Document(body, stored.version());
    }

    /** What a row may say, though nobody can have meant it or it does nothing. */
    private static <R extends Record> List<FieldError> warnings(Resource<R> resource, R row) {
        Stream<FieldError> inert = resource.inert(row).stream()
                .map(field -> new FieldError(field, "config.no-effect", "has no effect in this version"));
        Stream<FieldError> drawn = row instanceof FlowRow flow ? FlowVersions.warnings(flow).stream() : Stream.empty();
        return Stream.concat(inert, drawn).toList();
    }

    private static ObjectNode document(Version version) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("flow_id", version.flowId());
        body.put("version", version.version());
        body.put("name", version.name());
        body.set("graph", version.graph());
        body.put("actor", version.actor());
        body.put("published_at", version.publishedAt());
        body.put("message", version.how().message());
        body.put("forced", version.how().force());
        return body;
    }

    private static Resource<?> named(String resource) {
        return Resources.named(resource).orElseThrow(() -> Refused.notFound("resource " + resource));
    }

    private static <T> T granted(Supplier<T> request) {
        try {
            return request.get();
        } catch (ConfigRefused refused) {
            throw new Refused(
                    why(refused.kind()),
                    refused.errors().stream()
                            .map(it -> new FieldProblem(it.field(), it.code(), it.message()))
                            .toList());
        }
    }

    private static Refused.Why why(ConfigRefused.Kind kind) {
        return switch (kind) {
            case INVALID -> Refused.Why.INVALID;
            case NOT_FOUND -> Refused.Why.NOT_FOUND;
            case STALE -> Refused.Why.STALE;
            case IN_USE -> Refused.Why.IN_USE;
        };
    }
}
