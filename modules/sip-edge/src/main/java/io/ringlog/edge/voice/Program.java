package io.ringlog.edge.voice;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program of the host's that makes bytes of bytes, by pipes alone; it is ended when it takes too long or gives too
 * much.
 *
 * @param command with its arguments, none of which a stranger chose
 * @param atMost how long it may take
 * @param mostBytes how much it may give
 */
public record Program(List<String> command, Duration atMost, int mostBytes) {

    private static final int WORDS_OF_FAULT = 400;

    public Program {
        command = List.copyOf(command);
    }

    private static final List<String> PLACES = List.of("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin");

    /** Where a program of that name is, where packages put programs; empty when it is not installed. */
    public static Optional<Path> installed(String name) {
        return PLACES.stream()
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** @throws IOException when it cannot be run, fails, takes too long or gives too much, saying which */
    public byte[] run(byte[] in) throws IOException {
        Process process = new ProcessBuilder(command).start();
        try {
            CompletableFuture<byte[]> out = CompletableFuture.supplyAsync(
                    () -> read(process.getInputStream(), mostBytes + 1), Thread::startVirtualThread);
            CompletableFuture<byte[]> fault = CompletableFuture.supplyAsync(
                    () -> read(process.getErrorStream(), WORDS_OF_FAULT), Thread::startVirtualThread);
            Thread.startVirtualThread(() -> write(process.getOutputStream(), in));
            byte[] given = out.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (given.length > mostBytes) {
                throw new IOException(name() + " gives more than " + mostBytes + " bytes");
            }
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(name() + " does not end");
            }
            if (process.exitValue() != 0) {
                String said = new String(fault.get(1, TimeUnit.SECONDS), StandardCharsets.UTF_8);
                throw new IOException(
                        name() + " failed: " + said.strip().lines().findFirst().orElse("without a word"));
            }
            return given;
        } catch (TimeoutException late) {
            throw new IOException(name() + " took longer than " + atMost.toMillis() + " ms", late);
        } catch (ExecutionException broken) {
            throw new IOException(name() + " cannot be read", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(name() + " was not waited for", stopped);
        } finally {
            process.destroyForcibly();
        }
    }

    private String name() {
        return String.valueOf(Path.of(command.getFirst()).getFileName());
    }

    private static byte[] read(InputStream from, int most) {
        try {
            return from.readNBytes(most);
        } catch (IOException ended) {
            return new byte[0];
        }
    }

    /** A program may end before it has read all: what it then says counts. */
    private static void write(OutputStream to, byte[] in) {
        try (to) {
            to.write(in);
        } catch (IOException notWanted) {
            return;
        }
    }
}
