package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.it.client.FreePorts;
import io.ringlog.testkit.phone.Phone;
import io.ringlog.testkit.sip.PeerCall;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the data folder fills up in mid-call: the folder is named, calls go on, a restart with room mends. */
class DiskFullIT {
    private static final Duration LONG = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private final int sipPort = FreePorts.one();
    private final int healthPort = FreePorts.one();

    @Test
    void a_full_disk_is_named_calls_go_on_and_a_restart_with_room_mends() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("all"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=256m", "ringlog-full", disk.toString());
        if (!mounted) {
            System.out.println("LOUD no small disk can be mounted here: the full-disk test is skipped");
        }
        Assumptions.assumeTrue(mounted, "mounting is not allowed");
        try (var cluster = new Cluster(folder)) {
            Child all = cluster.start("all", "all", "sip.port=" + sipPort, "health.port=" + healthPort);
            cluster.proving("disk-full", () -> fillUp(cluster, all, disk));
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private void fillUp(Cluster cluster, Child all, Path disk) throws Exception {
        cluster.apply("all");
        try (var alice = phone("u0", 440);
                var bob = phone("u1", 700)) {
            List.of(alice, bob)
                    .forEach(phone ->
                            await("registers").atMost(LONG).ignoreExceptions().until(() -> phone.register() == 200));
            PeerCall call = alice.call(Tenant.extension(1));
            call.awaitAnswered();
            Path ballast = disk.resolve("ballast");
            await("the folder is named")
                    .atMost(LONG)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        fill(ballast);
                        alice.call(Tenant.extension(2));
                        return all.text().contains("the log in the data folder " + disk.resolve("kafka"));
                    });
            assertThat(all.isAlive()).as("the process with the calls").isTrue();
            assertThat(health())
                    .contains("kafka: " + disk.resolve("kafka") + " cannot be written")
                    .contains("MiB free");
            await("the established call goes on").atMost(LONG).until(() -> alice.hears(bob) && bob.hears(alice));
            assertThat(call.hangUp().status()).as("BYE on a full disk").isEqualTo(200);
            System.out.println("  " + said(all));
            all.kill();
            Files.delete(ballast);
            all.again();
            await("calls are answered again").atMost(LONG).ignoreExceptions().until(() -> {
                PeerCall again = alice.call(Tenant.extension(1));
                await().atMost(Duration.ofSeconds(20)).until(() -> again.isAnswered() || again.isFailed());
                return again.isAnswered() && again.hangUp().status() == 200;
            });
        }
        new Aftermath(cluster.clients(), cluster.settings("all")).holds();
    }

    private String health() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var ready = URI.create("http://" + Cluster.HOST + ":" + healthPort + "/health/ready");
            return client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static String said(Child all) {
        return all.text()
                .lines()
                .filter(line -> line.contains("the log in the data folder"))
                .findFirst()
                .orElseThrow();
    }

    /** Whatever the platform has freed meanwhile is filled too. */
    private static void fill(Path ballast) {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    private Phone phone(String user, double hz) {
        var edge = new InetSocketAddress(Cluster.HOST, sipPort);
        return Phone.udp(user + "@" + Tenant.DOMAIN, Tenant.PASSWORD, hz, edge);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
