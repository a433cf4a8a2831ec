package io.ringlog.lab.bench;

import io.ringlog.lab.load.RegisterLoad;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Kamailio as a minimal stateful proxy and registrar: the peer that decides nothing. */
final class Kamailio implements AutoCloseable {

    private static final String CONFIG = """
        debug=-1
        log_stderror=yes
        fork=yes
        children=2
        auto_aliases=no
        listen=udp:%1$s:%2$d
        loadmodule "tm.so"
        loadmodule "sl.so"
        loadmodule "rr.so"
        loadmodule "pv.so"
        loadmodule "textops.so"
        loadmodule "siputils.so"
        loadmodule "usrloc.so"
        loadmodule "registrar.so"
        loadmodule "auth.so"
        request_route {
          if (is_method("REGISTER")) {
            if (!pv_www_authenticate("%3$s", "%4$s", "0")) { www_challenge("%3$s", "1"); exit; }
            save("location"); exit;
          }
          if (has_totag()) { if (loose_route()) { t_relay(); } exit; }
          if (is_method("CANCEL")) { if (t_check_trans()) { t_relay(); } exit; }
          t_check_trans();
          record_route();
          $du = "sip:%5$s:%6$d";
          t_relay();
        }
        """;

    private final Process process;
    private final InetSocketAddress listen;

    private Kamailio(Process process, InetSocketAddress listen) {
        this.process = process;
        this.listen = listen;
    }

    /** Starts it in {@code folder}, relaying every new call to {@code callee}. */
    static Kamailio start(Path program, Path folder, InetSocketAddress callee, RegisterLoad.Phone phone)
            throws IOException, InterruptedException {
        InetSocketAddress listen = new InetSocketAddress("127.0.0.1", FreePort.udp("127.0.0.1"));
        Path config = folder.resolve("kamailio.cfg");
        Files.writeString(
                config,
                CONFIG.formatted(
                        "127.0.0.1",
                        listen.getPort(),
                        phone.realm(),
                        phone.password(),
                        callee.getAddress().getHostAddress(),
                        callee.getPort()));
        Process process = launch(program, folder, config);
        if (process.waitFor(2, TimeUnit.SECONDS)) {
            throw new IOException("kamailio ended at once: "
                    + Files.readString(folder.resolve("kamailio.log"))
                            .lines()
                            .findFirst()
                            .orElse("no word"));
        }
        return new Kamailio(process, listen);
    }

    private static Process launch(Path program, Path folder, Path config) throws IOException {
        // Its fast allocator: the Debian default costs four times the processor time per call.
        return new ProcessBuilder(
                        program.toString(),
                        "-DD",
                        "-x",
                        "fm",
                        "-X",
                        "fm",
                        "-m",
                        "256",
                        "-M",
                        "32",
                        "-f",
                        config.toString(),
                        "-Y",
                        folder.toString(),
                        "-w",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("kamailio.log").toFile())
                .start();
    }

    InetSocketAddress listen() {
        return listen;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(5, TimeUnit.SECONDS)
                .handle((done, late) -> process.destroyForcibly())
                .join();
    }
}
