package io.ringlog.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;

/** One row of a configuration document on its way into the store. */
final class FileItem<R extends Record> {

    private final Resource<R> resource;
    private final ObjectNode document;
    private final Problems problems;
    private final boolean publishes;
    private final String member;
    private String accountId = "";
    private String account = "";
    private String id = "";

    FileItem(Resource<R> resource, ObjectNode document, Problems problems, boolean publishes) {
        this.resource = resource;
        this.document = document;
        this.problems = problems;
        this.publishes = publishes;
        this.member =
                document.path("user").asText() + " in " + document.path("queue").asText();
    }

    Resource<R> resource() {
        return resource;
    }

    ObjectNode document() {
        return document;
    }

    Problems problems() {
        return problems;
    }

    /** Whether the row is a flow whose draft becomes the version new calls start on. */
    boolean publishes() {
        return publishes;
    }

    void belongsTo(String ownerId, String ownerName) {
        this.accountId = ownerId;
        this.account = ownerName;
    }

    String accountId() {
        return accountId;
    }

    /** Name of the account, for people. */
    String account() {
        return account;
    }

    void id(String known) {
        this.id = known;
    }

    String id() {
        return id;
    }

    /** The first part of the natural key: the name others of the document refer to. */
    String name() {
        return document.path(nameField()).asText("");
    }

    String nameField() {
        return resource.fields().component(resource.naturalKey().getFirst()).name();
    }

    /** A few words for a person; a membership is named by whom it joins, as the document says it. */
    String title(R row) {
        return resource.equals(Resources.MEMBERSHIPS) ? member : resource.label(row);
    }
}
