package io.ringlog.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launchers do before there is anything to launch: find a Java, or say how to get one, and fetch Maven. */
class LauncherTest {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        brew              | brew install openjdk@25
        dnf               | sudo dnf install -y java-25-openjdk-devel
        apt-get,apt-cache | sudo apt-get install -y openjdk-25-jdk-headless
        apt-get           | sudo apt-get install -y temurin-25-jdk
        sdk               | sdk install java 25-tem
        """)
    void where_no_java_is_new_enough_the_command_of_this_system_is_named(String has, String command) throws Exception {
        for (String program : has.split(",")) {
            Path file = Files.writeString(folder.resolve(program), "#!/bin/bash\necho Package: openjdk\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        if (has.equals("sdk")) {
            Files.createDirectories(folder.resolve(".sdkman"));
        }

        Said said = bash("PATH=" + folder + "; source docker/jdk; jdk_advice");

        assertThat(said.out()).contains(command);
        assertThat(said.out().lines()).as("one line to paste").hasSize(1);
    }

    @Test
    void a_java_that_is_too_old_is_none() throws Exception {
        assertThat(bash("source docker/jdk; jdk_find javac").code()).isZero();

        Said said = bash("source docker/jdk; JDK_MIN=99; jdk_find javac || jdk_missing");

        assertThat(said.out()).startsWith("no JDK 99 or newer in JAVA_HOME").contains("This system gets one by:");
    }

    @Test
    void maven_is_fetched_and_unpacked_by_a_jdk_alone() throws Exception {
        byte[] archive = archive();

        Said said = fetch(archive, sha256(archive));

        assertThat(said.code()).as(said.out()).isZero();
        Path program = folder.resolve("maven/bin/mvn");
        assertThat(program).isExecutable().hasContent("#!/bin/sh");
    }

    @Test
    void a_maven_that_is_not_the_one_that_was_meant_is_not_unpacked() throws Exception {
        Said said = fetch(archive(), "0".repeat(64));

        assertThat(said.code()).isNotZero();
        assertThat(said.out()).contains("has the SHA-256").contains("0".repeat(64) + " was meant");
        assertThat(folder.resolve("maven")).doesNotExist();
    }

    @Test
    void the_wrapper_names_maven_central_and_a_checksum() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve(".mvn/wrapper/maven-wrapper.properties")))
                .anyMatch(it -> it.matches("distributionUrl=https://repo\\.maven\\.apache\\.org/maven2/.*-bin\\.zip"))
                .anyMatch(it -> it.matches("distributionSha256Sum=[0-9a-f]{64}"));
    }

    /** A folder with the launcher and nothing built: whoever asks for help waits for no build. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "help",
                "up --help",
                "demo -h",
                "bench --help",
                "config apply --help",
                "media list --help",
                "tail --help",
                "explain -h",
                "replay --help",
                "backup --help",
                "restore --help",
                "build --help",
                "package --help",
                "test --help"
            })
    void help_is_told_without_a_build_and_without_a_java(String line) throws Exception {
        for (String file : List.of("ringlog", "docker/jvm", "docker/jdk")) {
            Files.createDirectories(folder.resolve(file).toAbsolutePath().getParent());
            Files.copy(ROOT.resolve(file), folder.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }

        Said said = bash("JAVA_HOME= PATH=/usr/bin:/bin; unset JAVA_HOME; " + folder + "/ringlog " + line);

        assertThat(said.code()).as(said.out()).isZero();
        assertThat(said.out()).contains("./ringlog").doesNotContain("Building", "no JDK");
        assertThat(folder.resolve("modules")).doesNotExist();
        String command = line.substring(0, Math.max(0, line.indexOf(' ')));
        assertThat(said.out().lines().filter(it -> it.startsWith("  ./ringlog ")))
                .as("of its own command")
                .allMatch(it -> it.startsWith("  ./ringlog " + command));
    }

    private record Said(int code, String out) {}

    private Said fetch(byte[] archive, String sum) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/maven.zip", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, archive.length);
                exchange.getResponseBody().write(archive);
            }
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/maven.zip";
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return run(List.of(java, ".mvn/wrapper/FetchMaven.java", url, sum, folder + "/maven"));
        } finally {
            server.stop(0);
        }
    }

    private static byte[] archive() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("apache-maven/bin/mvn"));
            zip.write("#!/bin/sh".getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private Said bash(String script) throws Exception {
        return run(List.of("/bin/bash", "-c", script));
    }

    private Said run(List<String> command) throws Exception {
        var builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(ROOT.toFile())
                .redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Said(process.waitFor(), out);
    }
}
