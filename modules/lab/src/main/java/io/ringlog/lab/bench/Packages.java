package io.ringlog.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the peers a figure is set beside, and installs their Debian packages where it may (root, apt-get). */
final class Packages {

    private static final List<String> PLACES = List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin");

    private Packages() {}

    /** The program, installed now if need be; or a sentence saying why it is not there. */
    sealed interface Found {

        /** It can be run. */
        record Program(Path path) implements Found {}

        /** It cannot be had. */
        record Missing(String why) implements Found {}
    }

    static Found program(String name, String debianPackage) throws IOException, InterruptedException {
        if (find(name).findFirst().isEmpty() && mayInstall()) {
            Process install = new ProcessBuilder(
                            "apt-get", "install", "-y", "-q", "--no-install-recommends", debianPackage)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            install.waitFor();
        }
        return find(name)
                .findFirst()
                .<Found>map(Found.Program::new)
                .orElseGet(() -> new Found.Missing(
                        "left out: " + name + " is not here; install the Debian package " + debianPackage));
    }

    private static Stream<Path> find(String name) {
        return PLACES.stream().map(place -> Path.of(place, name)).filter(Files::isExecutable);
    }

    private static boolean mayInstall() {
        return "root".equals(System.getProperty("user.name"))
                && find("apt-get").findFirst().isPresent();
    }
}
