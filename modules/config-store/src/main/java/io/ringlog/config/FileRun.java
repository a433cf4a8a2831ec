package io.ringlog.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.reach.DeadEnds;
import io.ringlog.config.reach.ReachGraph;
import io.ringlog.config.reach.Sheet;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.domain.config.Account;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies one configuration document inside one transaction. */
final class FileRun {

    private final ConfigStore store;
    private final Changes changes;
    private final String actor;
    private final Sql sql;
    private final FileNames names;
    private final FilePlan plan = new FilePlan();
    private final List<FileItem<?>> items = new ArrayList<>();
    private final Map<String, Optional<String>> parents = new HashMap<>();
    private final Set<String> written = new HashSet<>();

    FileRun(ConfigStore store, Changes changes, String actor) {
        this.store = store;
        this.changes = changes;
        this.actor = actor;
        this.sql = changes.sql();
        this.names = new FileNames(sql, changes.unwritten());
    }

    /** What was done; where calls get no further is drawn later, when nobody waits for the writer. */
    record Done(FilePlan plan, Map<String, String> accounts, Map<String, Sheet> before) {

        /** The accounts of the document as they are in this transaction. */
        List<Sheet> sheets(Sql sql) {
            return accounts.keySet().stream().map(id -> Sheet.of(id, sql)).toList();
        }

        /** @param sheets one for each account, in their order */
        Plan plan(List<Sheet> sheets) {
            before.forEach((account, sheet) -> plan.wasReached(ReachGraph.of(sheet), account));
            Iterator<Sheet> now = sheets.iterator();
            accounts.forEach((account, name) -> {
                ReachGraph graph = ReachGraph.of(now.next());
                plan.reached(graph, account);
                plan.deadEnds(DeadEnds.of(graph), name);
            });
            return plan.plan();
        }
    }

    /** @param prune removes what the accounts of the document have beside what it says */
    Done run(ObjectNode document, boolean prune) {
        Problems problems = changes.problems();
        FileSections.refuseUnknown(document, Set.of("accounts"), problems);
        JsonNode accounts = document.path("accounts");
        problems.require(accounts.isArray(), "accounts", "config.not-a-list", "must be a list of accounts");
        for (int i = 0; i < accounts.size(); i++) {
            account(accounts.get(i), problems.at("accounts", i));
        }
        items.forEach(names::resolve);
        Map<String, String> named = new LinkedHashMap<>();
        accounts().forEach(item -> named.put(item.id(), item.account()));
        Map<String, Sheet> before = new LinkedHashMap<>();
        if (prune) {
            named.keySet().forEach(id -> before.put(id, Sheet.of(id, sql)));
        }
        items.forEach(this::write);
        if (prune) {
            accounts().forEach(this::prune);
        }
        changes.finish();
        before.keySet().removeIf(id -> !plan.removesOf(id));
        return new Done(plan, named, before);
    }

    private List<FileItem<?>> accounts() {
        return items.stream()
                .filter(item -> item.resource().equals(Resources.ACCOUNTS))
                .toList();
    }

    /** Finds out which account is meant and lists it and what it owns. */
    private void account(JsonNode json, Problems p) {
        if (!(json instanceof ObjectNode document)) {
            p.add("", "config.not-an-object", "must be an object");
            return;
        }
        List<FileItem<?>> owned = FileSections.take(document, p);
        String parent = FileNames.text(document.remove("parent"));
        String parentId = parent == null ? null : names.account(parent, p);
        String name = FileNames.text(document.get("name"));
        if (name == null || (parent != null && parentId == null)) {
            p.require(name != null, "name", "config.required", "is required");
            return;
        }
        String id = names.existingAccount(parentId, name).orElseGet(() -> newId(Resources.ACCOUNTS));
        names.add("account", "", name, id);
        FileItem<Account> item = new FileItem<>(Resources.ACCOUNTS, document, p, false);
        parents.put(id, Optional.ofNullable(parentId));
        item.belongsTo(id, name);
        item.id(id);
        owned.forEach(it -> it.belongsTo(id, name));
        owned.forEach(this::identify);
        items.add(item);
        items.addAll(owned);
    }

    /** Finds the row an item is about by its natural key, or gives it a new id, so that others can refer to it. */
    private <R extends Record> void identify(FileItem<R> item) {
        if (!FileNames.isNamedByOthers(item.resource())) {
            item.id(names.id(item, () -> newId(item.resource())));
            names.add(item.resource().name(), item.accountId(), item.name(), item.id());
        }
    }

    private String newId(Resource<?> resource) {
        return changes.tests().id(resource, () -> store.newId(resource));
    }

    private <R extends Record> void write(FileItem<R> item) {
        if (FileNames.isNamedByOthers(item.resource())) {
            item.id(names.id(item, () -> newId(item.resource())));
        }
        Resource<R> resource = item.resource();
        if (!written.add(item.id())) {
            refuseTwice(item);
            return;
        }
        Optional<Stored<R>> old = resource.find(item.accountId(), item.id(), sql);
        FilePasswords.generate(item, old.isEmpty()).ifPresent(plan::generated);
        Optional<R> row = old.isPresent()
                ? changes.update(resource, old.get(), Edit.merge(item.document()), item.problems())
                : changes.create(resource, given(item), item.document(), item.problems());
        if (row.isEmpty() && item.publishes()) {
            FlowVersions.check(item.document().path("draft"), item.problems().at("draft"));
        }
        row.ifPresent(it -> {
            plan.line(item, old.map(Stored::row), it);
            if (it instanceof FlowRow flow && item.publishes()) {
                publish(flow, item);
            }
        });
    }

    /** Owned rows before their owners, so that the plan reads as it is done. */
    private void prune(FileItem<?> account) {
        Resources.ALL.reversed().stream()
                .filter(resource -> !resource.equals(Resources.ACCOUNTS))
                .forEach(resource -> prune(resource, account));
    }

    private <R extends Record> void prune(Resource<R> resource, FileItem<?> account) {
        for (Stored<R> stored : resource.list(account.accountId(), "", Integer.MAX_VALUE, Map.of(), sql)) {
            R row = stored.row();
            if (!written.contains(Changes.idOf(resource, row))) {
                plan.removed(resource, Changes.idOf(resource, row), names.title(resource, row), account);
                changes.prune(resource, row, account.problems());
            }
        }
    }

    /** Of two rows with one natural key the later would silently win, and the file would never be at rest. */
    private static void refuseTwice(FileItem<?> item) {
        String field = FileNames.isNamedByOthers(item.resource()) ? "" : item.nameField();
        item.problems().add(field, "config.twice", "is in this file twice");
    }

    private Map<String, @Nullable Object> given(FileItem<?> item) {
        return item.resource().equals(Resources.ACCOUNTS)
                ? ConfigStore.placed(
                        changes,
                        item.id(),
                        parents.getOrDefault(item.id(), Optional.empty()).orElse(null),
                        item.problems())
                : ConfigStore.owned(item.id(), item.accountId());
    }

    private void publish(FlowRow flow, FileItem<?> item) {
        Integer before = flow.publishedVersion();
        FlowVersions.publish(changes, flow, Publication.PLAIN, actor, item.problems())
                .filter(version -> !version.equals(before))
                .ifPresent(version -> plan.published(flow, item, version));
    }
}
