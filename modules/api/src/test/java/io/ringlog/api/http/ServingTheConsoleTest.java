package io.ringlog.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The console's files, from the class path of this test. */
class ServingTheConsoleTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private Javalin server = serving(ConsolePages.FOLDER);

    private static Javalin serving(String folder) {
        return Javalin.create(javalin -> new ConsolePages(folder).add(javalin.routes))
                .start("127.0.0.1", 0);
    }

    @AfterEach
    void close() {
        server.stop();
        client.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    @Test
    void every_address_of_the_console_is_its_page_which_runs_no_script_but_its_own() throws Exception {
        for (String path : new String[] {"/", "/app", "/app/live", "/app/calls/call_01J?account=acc_1"}) {
            var page = get(path);

            assertThat(page.body()).as(path).contains("<title>Console</title>");
            assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        }
    }

    @Test
    void its_files_are_kept_for_ever() throws Exception {
        var script = get("/assets/index-abc.js");

        assertThat(script.body()).isEqualTo("export {};\n");
        assertThat(script.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(script.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(script.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    }

    @Test
    void nothing_else_of_the_class_path_is_given_away() throws Exception {
        for (String path : new String[] {
            "/assets/notes.txt",
            "/assets/gone.js",
            "/assets/%2e%2e%2findex.html",
            "/assets/..%2findex.html",
            "/assets/.js",
            "/assets/" + "x".repeat(10_000),
        }) {
            var refused = get(path);
            assertThat(refused.statusCode()).as(path).isGreaterThanOrEqualTo(400);
            assertThat(refused.body()).as(path).doesNotContain("secret", "Console");
        }
    }

    @Test
    void a_build_without_a_console_says_so() throws Exception {
        server.stop();
        server = serving("io/ringlog/nowhere/");

        var page = get("/");
        assertThat(page.body()).isEqualTo(ConsolePages.MISSING);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    }
}
