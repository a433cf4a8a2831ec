package io.ringlog.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * Debian's Chromium as a person sees the console in it, driven by {@code modules/console/test/browser.mjs}. Each deed
 * waits until what it needs is shown, and fails with what is shown instead.
 */
public final class Browser implements AutoCloseable {
    private static final Path CONSOLE = Path.of("..", "modules", "console");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter told;
    private final BufferedReader answers;
    private final Path errors;

    private Browser(Process process, Path errors) {
        this.process = process;
        this.told = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    /** Starts it with nothing open. */
    public static Browser start(Workplace here, String address) {
        Path folder = here.inside("browser");
        Path errors = folder.resolve("browser.err");
        var command = List.of("node", "test/browser.mjs", address, folder.toString(), "/usr/bin/chromium");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(CONSOLE.toFile())
                    .redirectError(errors.toFile())
                    .start();
            return new Browser(process, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes to a page by its address. */
    public Browser open(String path) {
        does("open", Map.of("path", path));
        return this;
    }

    public Browser fill(String label, String text) {
        does("fill", Map.of("label", label, "text", text));
        return this;
    }

    public Browser choose(String label, String option) {
        does("choose", Map.of("label", label, "option", option));
        return this;
    }

    public Browser press(String button) {
        does("press", Map.of("button", button));
        return this;
    }

    public Browser follow(String link) {
        does("follow", Map.of("link", link));
        return this;
    }

    public Browser sees(String text) {
        does("sees", Map.of("text", text));
        return this;
    }

    /** The page is the one with this heading. */
    public Browser seesHeading(String text) {
        does("seesHeading", Map.of("text", text));
        return this;
    }

    /** One row of a table, or entry of a list, shows all of these. */
    public Browser seesEntry(String... texts) {
        does("seesEntry", Map.of("texts", List.of(texts)));
        return this;
    }

    /** Follows the first link of the row, or entry, that shows all of these. */
    public Browser followIn(String... texts) {
        does("followIn", Map.of("texts", List.of(texts)));
        return this;
    }

    /** Presses a button of the row, or entry, that shows all of these. */
    public Browser pressIn(String button, String... texts) {
        does("pressIn", Map.of("texts", List.of(texts), "button", button));
        return this;
    }

    public Browser lacks(String text) {
        does("lacks", Map.of("text", text));
        return this;
    }

    /** The pages of the menu. */
    public List<String> menu() {
        return texts(does("menu", Map.of()));
    }

    /** By WCAG 2.2 AA as axe reads it, in daylight and at night, at a desk and on a telephone. */
    public void isOpenToAll() {
        for (String scheme : List.of("light", "dark")) {
            for (int width : List.of(1_280, 390)) {
                does("look", Map.of("scheme", scheme, "width", width));
                assertThat(texts(does("barriers", Map.of())))
                        .as(scheme + " " + width)
                        .isEmpty();
                assertThat(does("overhang", Map.of()).asInt())
                        .as(scheme + " " + width)
                        .isNotPositive();
            }
        }
        does("look", Map.of("scheme", "light", "width", 1_280));
    }

    /** The status that a request with the session of whoever is logged in is answered with. */
    public int asks(String method, String path) {
        return does("ask", Map.of("method", method, "path", path)).asInt();
    }

    private JsonNode does(String deed, Map<String, ?> how) {
        try {
            told.write(JSON.writeValueAsString(Map.of("does", deed, "with", how)));
            told.newLine();
            told.flush();
            String line = answers.readLine();
            assertThat(line).as(() -> "the browser has ended: " + said()).isNotNull();
            JsonNode answer = JSON.readTree(line);
            assertThat(answer.path("failed").asText())
                    .as(() -> deed + " " + how + "\n" + said())
                    .isEmpty();
            return answer.path("value");
        } catch (IOException e) {
            throw new AssertionError(deed + " " + how + ": " + said(), e);
        }
    }

    private String said() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Override
    public void close() {
        try {
            told.close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
