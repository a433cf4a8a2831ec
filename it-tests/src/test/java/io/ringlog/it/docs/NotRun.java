package io.ringlog.it.docs;

import java.util.stream.Stream;

/** The blocks that are not run, each with the reason; one that is gone from its page fails the test too. */
enum NotRun {
    DEMO("README.md", "./ringlog demo", "DemoIT runs the demo, and ./ringlog test is what runs this"),
    BACKUP(
            "docs/operations.md",
            "./ringlog backup DIR",
            "DataFolderIT backs up and restores; DIR is the reader's word"),
    PACKAGE("docs/operations.md", "apt-get install ./ringlog_", "PackageIT installs and starts the package"),
    RESELLER("docs/operating.md", "D=$(curl -sS", "needs the keys of three accounts; the api's tests move numbers"),
    CHANNELS("docs/operating.md", "curl -sS -X PATCH", "needs the keys of two accounts; CeilingOverATreeIT asks"),
    BANS("docs/operating.md", "P=$(cat ringlog-data", "the reader names whom; EveryRouteTest asks the routes"),
    IMAGE("docs/containers.md", "./ringlog build", "RolesInContainersIT builds the image"),
    CONVERTING("docs/containers.md", "FROM eclipse-temurin", "fetches a base from a registry of images"),
    ROLES("docs/containers.md", "docker run ringlog", "RolesInContainersIT runs the roles"),
    COMPOSE("docs/containers.md", "docker compose", "needs compose; RolesInContainersIT runs the same roles"),
    CONFERENCES("docs/conferences.md", "api /v1/conferences", "needs members; ConferenceIT has them"),
    SUPERVISION("docs/supervision.md", "api /v1/calls/$CALL/supervise", "needs a talk; SupervisingIT has one"),
    CALLERS(
            "docs/supervision.md",
            "api /v1/calls/$CALL/prioritise",
            "needs a caller who waits; ActingOnCallersIT has one"),
    LINKS("docs/recording.md", "api /v1/recordings/$RECORDING/link", "needs a recording; BucketIT has some"),
    RECORDINGS("docs/recording.md", "api /v1/calls/$CALL/recording", "needs a talk; RecordingATalkSpec has some"),
    KAFKA_PORT("docs/consuming.md", "./ringlog up --set kafka.port=9092", "the port may be taken; a free one is told"),
    ICEBERG("docs/lake.md", "cd ringlog-data/lake", "DuckDB fetches the extension from the Internet"),
    SPARK("docs/lake.md", "spark-sql", "Spark is not here"),
    SPARK_SQL("docs/lake.md", "SELECT disposition, count(*) AS calls, sum(billsec)", "Spark and Trino are not here"),
    TRINO("docs/lake.md", "connector.name=iceberg", "Trino is not here"),
    TRINO_SQL("docs/lake.md", "SELECT json_extract_scalar(event", "Trino is not here"),
    WORDS("docs/lake.md", "SELECT call_id, event->>", "needs what agents said; SayingWhatCameOfCallsTest has some"),
    TYPES("docs/rest.md", "npx openapi-typescript", "npx fetches it from the Internet; ContractIT runs it");

    private final String page;
    private final String begins;
    private final String why;

    NotRun(String page, String begins, String why) {
        this.page = page;
        this.begins = begins;
        this.why = why;
    }

    boolean names(Block block) {
        return block.page().equals(page) && block.firstLine().startsWith(begins);
    }

    static boolean isNamed(Block block) {
        return Stream.of(values()).anyMatch(it -> it.names(block));
    }

    @Override
    public String toString() {
        return page + " \"" + begins + "\": " + why;
    }
}
