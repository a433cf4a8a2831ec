package io.ringlog.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Debian's Chromium with JsSIP in its page, over an encrypted WebSocket; its pretended microphone beeps. */
public final class WebPhone implements AutoCloseable {
    private static final int PATIENCE_SEC = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter told;
    private final BufferedReader answers;

    private WebPhone(Process process) {
        this.process = process;
        this.told = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it and registers. */
    public static WebPhone registered(Platform platform, Path folder, String user, String password) throws Exception {
        Tool page = Tool.copyOf(
                        Path.of("src", "test", "resources", "web-phone"),
                        Map.of("ORIGIN", Platform.PAGE, "CHROMIUM", "/usr/bin/chromium"))
                .withPackages();
        WebPhone phone = new WebPhone(page.begin(folder.resolve("web-phone.err"), "node", "phone.mjs"));
        String edge = "wss://127.0.0.1:" + platform.sip("wss").getPort() + "/";
        phone.does(
                "register",
                Map.of("url", edge, "user", user, "password", password, "domain", Platform.DOMAIN),
                "registered");
        return phone;
    }

    public void dial(String number) {
        does("call", Map.of("number", number), "null");
    }

    public void talks() {
        does("talks", Map.of(), "confirmed");
    }

    /** Waits until it has heard a sound, and has said something meanwhile. */
    public void hears() {
        does("hears", Map.of(), "sound");
    }

    public void press(char key) {
        does("press", Map.of("key", String.valueOf(key)), "null");
    }

    public void hold() {
        does("hold", Map.of(), "held");
    }

    public void resume() {
        does("resume", Map.of(), "resumed");
    }

    public void hangUp() {
        does("hangUp", Map.of(), "null");
    }

    public void isAlone() {
        does("isAlone", Map.of(), "alone");
    }

    private void does(String deed, Map<String, String> how, String comesOf) {
        try {
            told.write(deed + " " + JSON.writeValueAsString(how) + "\n");
            told.flush();
            String answer = CompletableFuture.supplyAsync(this::answer).get(PATIENCE_SEC, TimeUnit.SECONDS);
            assertThat(answer).as(deed).isEqualTo("did " + comesOf);
        } catch (Exception e) {
            throw new AssertionError("the phone in the page cannot " + deed, e);
        }
    }

    private String answer() {
        try {
            return String.valueOf(answers.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            does("leave", Map.of(), "unregistered");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
