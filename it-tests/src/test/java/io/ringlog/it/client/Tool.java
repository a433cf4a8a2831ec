package io.ringlog.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder with a program of somebody else's language, and the commands run in it. */
public final class Tool {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private final Map<String, String> environment;

    private Tool(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /** A copy of a folder of sources that stays over runs, so that its packages do too. */
    public static Tool copyOf(Path sources, Map<String, String> environment) throws IOException {
        Path folder =
                Path.of("target", "tools", sources.getFileName().toString()).toAbsolutePath();
        try (Stream<Path> all = Files.walk(sources)) {
            for (Path source : all.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(sources.relativize(source).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new Tool(folder, environment);
    }

    /** Brings the packages that its package.json names. */
    public Tool withPackages() throws Exception {
        run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts");
        return this;
    }

    public void put(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    /** What a command said; it must end well. */
    public String run(String... command) throws Exception {
        Process process = start(command);
        try {
            var said = CompletableFuture.supplyAsync(() -> read(process));
            boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            assertThat(ended).as(List.of(command) + " has ended: " + said.get()).isTrue();
            assertThat(process.exitValue())
                    .as(List.of(command) + ": " + said.get())
                    .isZero();
            return said.get();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts a command that is told on its standard input what to do; what it complains of goes into a file. */
    Process begin(Path errors, String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The first line of a command that goes on; {@code begun} is called after its first line of all. */
    public String follow(Runnable begun, Predicate<String> wanted, String... command) throws Exception {
        Process process = start(command);
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return CompletableFuture.supplyAsync(() -> found(lines, begun, wanted))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String found(BufferedReader lines, Runnable begun, Predicate<String> wanted) {
        try {
            StringBuilder said = new StringBuilder(String.valueOf(lines.readLine()));
            begun.run();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (wanted.test(line)) {
                    return line;
                }
                said.append('\n').append(line);
            }
            throw new AssertionError("it ended: " + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
