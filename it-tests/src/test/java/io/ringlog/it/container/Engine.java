package io.ringlog.it.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The container engine that the launcher found or started, and the images built with it. */
final class Engine {
    static final String RINGLOG = "ringlog-it:latest";
    static final String KAFKA = "ringlog-it-kafka:latest";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path EVIDENCE = Path.of("target", "evidence");

    private Engine() {}

    /** Builds both images as docs/containers.md says; skips the test loudly where there is no engine. */
    static void buildImages() throws IOException, InterruptedException {
        String base = System.getProperty("ringlog.container.base", "");
        if (base.isBlank()) {
            String why = "RolesInContainersIT is skipped: there is no container engine or no base image"
                    + " (./ringlog test says above what is missing)";
            // On a line of its own, whatever was printed before it.
            System.out.println(System.lineSeparator() + "LOUD " + why);
            Assumptions.abort(why);
        }
        build("ringlog", "-f", "docker/Dockerfile", "--build-arg", "BASE=" + base, "-t", RINGLOG, ".");
        build("kafka", "--build-arg", "RINGLOG=" + RINGLOG, "-t", KAFKA, "it-tests/src/test/docker/kafka");
    }

    private static void build(String name, String... arguments) throws IOException, InterruptedException {
        Files.createDirectories(EVIDENCE);
        Path output = EVIDENCE.resolve("docker-build-" + name + ".out").toAbsolutePath();
        List<String> command = new ArrayList<>(List.of("docker", "build"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor())
                .as("docker build of %s, see %s: %s", name, output, Files.readString(output, UTF_8))
                .isZero();
    }
}
