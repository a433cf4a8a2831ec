package io.ringlog.relay.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/**
 * The yardstick: a forwarder of fifty lines of C, compiled on the spot, that does nothing but receive and send. Checks
 * no sender, plays nothing and reports nothing, so no relay can cost much less.
 */
public final class CForwarder implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private CForwarder(Process process) {
        this.process = process;
        this.out = process.inputReader();
    }

    /**
     * Compiles and starts it.
     *
     * @param folder for the source and the program; must exist
     * @return empty when this machine has no C compiler
     */
    public static Optional<CForwarder> start(Path folder, int calls) throws IOException {
        Path source = folder.resolve("relay.c");
        Path program = folder.resolve("relay");
        try (InputStream in = CForwarder.class.getResourceAsStream("relay.c")) {
            if (in == null) {
                throw new IOException("relay.c is missing from the class path");
            }
            Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!compiles(source, program)) {
            return Optional.empty();
        }
        ProcessBuilder run = new ProcessBuilder(program.toString(), Integer.toString(calls));
        return Optional.of(new CForwarder(run.redirectErrorStream(true).start()));
    }

    private static boolean compiles(Path source, Path program) throws IOException {
        Process compiler;
        try {
            compiler = new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return false;
        }
        return compiler.onExit().join().exitValue() == 0;
    }

    /** Aims all phones at it, lets them talk, and answers what a packet cost, after two seconds to get warm. */
    public RelayLoad.Result measure(int calls, Duration length) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (Phones phones = new Phones(here, calls)) {
            for (int call = 0; call < calls; call++) {
                for (int side = 0; side < Phones.SIDES; side++) {
                    phones.aim(call, side, new InetSocketAddress(here, nextPort()));
                }
            }
            phones.talk(RelayLoad.WARM_UP);
            long receivedBefore = RelayLoad.settled(phones::received);
            long cpuBefore = cpuNanos();
            long sent = phones.talk(length);
            long received = RelayLoad.settled(phones::received) - receivedBefore;
            double cost = received == 0 ? 0 : (double) (cpuNanos() - cpuBefore) / received;
            return new RelayLoad.Result(calls, sent, received, cost);
        }
    }

    private int nextPort() throws IOException {
        String line = out.readLine();
        if (line == null || !line.chars().allMatch(Character::isDigit)) {
            throw new IOException("the C forwarder did not start: " + line);
        }
        return Integer.parseInt(line);
    }

    private long cpuNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
