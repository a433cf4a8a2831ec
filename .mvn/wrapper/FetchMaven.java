import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.ZipInputStream;

/**
 * Fetches one Maven, looks whether it is the one that was meant, and unpacks it: {@code FetchMaven URL SHA256 FOLDER}.
 * Run from source by {@code ./mvnw}, so that a JDK is all one needs.
 */
final class FetchMaven {
    private static final long MOST_BYTES = 100L << 20;

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[2]).toAbsolutePath();
        Files.createDirectories(folder.getParent());
        Path work = Files.createTempDirectory(folder.getParent(), "fetching");
        Path archive = work.resolve("maven.zip");
        fetch(URI.create(arguments[0]), archive);
        String found = sha256(archive);
        if (!found.equals(arguments[1])) {
            Files.delete(archive);
            throw new IOException(arguments[0] + " has the SHA-256 " + found + ", but " + arguments[1] + " was meant");
        }
        unpack(archive, work.resolve("maven"));
        try {
            Files.move(work.resolve("maven"), folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(work.resolve("maven"), folder);
        }
        Files.delete(archive);
        Files.delete(work);
    }

    private static void fetch(URI from, Path to) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(20))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            var request = HttpRequest.newBuilder(from).timeout(Duration.ofMinutes(5)).build();
            var answer = client.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IOException(from + " answered " + answer.statusCode());
            }
            try (InputStream in = answer.body();
                    OutputStream out = Files.newOutputStream(to)) {
                copy(in, out);
            }
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] block = new byte[1 << 16];
        long total = 0;
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            total += read;
            if (total > MOST_BYTES) {
                throw new IOException("no Maven is larger than " + MOST_BYTES + " bytes");
            }
            out.write(block, 0, read);
        }
    }

    private static String sha256(Path file) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    }

    /** Without the archive's own top folder; what would lie outside is refused. */
    private static void unpack(Path archive, Path to) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName().replaceFirst("^[^/]+/", "");
                Path file = to.resolve(name).normalize();
                if (!file.startsWith(to)) {
                    throw new IOException("the archive names " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                    file.toFile().setExecutable(name.startsWith("bin/"), false);
                }
            }
        }
    }
}
