package io.ringlog.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.it.client.Browser;
import io.ringlog.it.client.RestView;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Who logs in to the console, and the log-in. */
final class People {
    static final String PASSWORD = "correct-horse-battery";

    private People() {}

    /** Somebody of the tenant who may do what the role opens. */
    static void add(RestView rest, String email, String role) {
        String person = "{\"email\": \"%s\", \"name\": \"Somebody\", \"password\": \"%s\", \"role\": \"%s\"}";
        rest.create("/v1/people", person.formatted(email, PASSWORD, role));
    }

    /** A supervisor of the tenant with the telephones of a user. */
    static void addSupervisor(RestView rest, String email, String user) {
        add(rest, email, "supervisor");
        String person = id(rest, "/v1/people", "email", email);
        rest.change("/v1/people/" + person, "{\"user_id\": \"" + id(rest, "/v1/users", "username", user) + "\"}");
    }

    /** The id of the row with this word in a field. */
    static String id(RestView rest, String rows, String field, String word) {
        return StreamSupport.stream(rest.rows(rows).spliterator(), false)
                .filter(row -> row.path(field).asText().equals(word))
                .map(row -> row.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    /** Leaves neither the tenant nor the platform anybody. */
    static void forget(RestView rest) {
        Stream.of(rest, rest.ofPlatform())
                .forEach(view -> view.rows("/v1/people")
                        .forEach(person -> assertThat(view.takenBack(
                                        "/v1/people/" + person.path("id").asText()))
                                .isEqualTo(204)));
    }

    static void logIn(Browser browser, String email) {
        browser.fill("E-mail", email).fill("Password", PASSWORD).press("Log in");
    }
}
