package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.app.cli.CommandRun;
import io.ringlog.app.cli.CommandTree;
import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.node.RunningNode;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.app.role.LakeRole;
import io.ringlog.connectors.CallHistory;
import io.ringlog.connectors.CallQuery;
import io.ringlog.connectors.Lake;
import io.ringlog.it.Nodes;
import io.ringlog.testkit.phone.Phone;
import io.ringlog.testkit.sip.PeerCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do with a data folder: they back its configuration up, copy it, and start anew from nothing. */
class DataFolderIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String BOB = Tenant.extension(1);

    @TempDir
    Path folder;

    private String account = "";

    @Test
    void a_copy_works_on_its_own_lake_and_a_backup_brings_every_phone_and_number_back() throws Exception {
        Path home = folder.resolve("home");
        Path backup = folder.resolve("backup");
        List<String> first;
        try (var node = start(home)) {
            account = tenant(home);
            call(node);
            first = awaitCalls(home, 1);
            assertThat(ringlog("backup", backup.toString(), "--data", home.toString()))
                    .as("ringlog backup beside the running node")
                    .isZero();
        }
        Map<Path, FileTime> before = files(home.resolve("lake"));

        Path copy = copy(home, folder.resolve("copy"));
        try (var node = start(copy)) {
            call(node);
            assertThat(awaitCalls(copy, 2)).containsAll(first);
        }
        assertThat(files(home.resolve("lake"))).as("the original's lake").isEqualTo(before);

        Path fresh = folder.resolve("fresh");
        assertThat(ringlog("restore", backup.toString(), "--data", fresh.toString()))
                .isZero();
        try (var node = start(fresh)) {
            call(node);
            assertThat(awaitCalls(fresh, 1)).doesNotContainAnyElementsOf(first);
        }
        assertThat(ringlog("restore", backup.toString(), "--data", fresh.toString()))
                .as("a restore over a folder in use")
                .isNotZero();
    }

    /** Two phones register and talk, and somebody outside calls the queue's number. */
    private static void call(RunningNode node) {
        String at = node.address("sip");
        var edge = new InetSocketAddress(Cluster.HOST, Integer.parseInt(at.substring(at.lastIndexOf(':') + 1)));
        try (var alice = phone("u0", edge);
                var bob = phone("u1", edge);
                var carrier = Phone.udp("31612345678@carrier.test", "", 700, edge)) {
            await("alice is known").atMost(LONG).ignoreExceptions().until(() -> alice.register() == 200);
            await("bob is known").atMost(LONG).ignoreExceptions().until(() -> bob.register() == 200);
            PeerCall talk = alice.call(BOB);
            talk.awaitAnswered();
            assertThat(talk.hangUp().status()).isEqualTo(200);
            await("the number is known").atMost(LONG).until(() -> isAnswered(carrier.call(Tenant.NUMBER)));
        }
    }

    private static boolean isAnswered(PeerCall call) {
        await().atMost(LONG).until(() -> call.isAnswered() || call.isFailed());
        return call.isAnswered() && call.hangUp().status() == 200;
    }

    private static Phone phone(String user, InetSocketAddress edge) {
        return Phone.udp(user + "@" + Tenant.DOMAIN, Tenant.PASSWORD, 440, edge);
    }

    private static RunningNode start(Path data) {
        return RunningNode.start(config(data));
    }

    private static RinglogConfig config(Path data) {
        return Nodes.whole(data);
    }

    private static String tenant(Path data) {
        try (var store = ConfigRole.open(data, config(data))) {
            return Tenant.apply(store);
        }
    }

    private static int ringlog(String... line) {
        return CommandRun.of(new CommandTree(), line);
    }

    /** The calls to bob that the lake has, once there are so many. */
    private List<String> awaitCalls(Path data, int count) {
        return await("calls in the lake of " + data)
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> calls(data), found -> found.size() == count);
    }

    private List<String> calls(Path data) {
        try (Lake lake = Lake.open(LakeRole.lake(config(data), data));
                CallHistory history = CallHistory.open(lake, folder.resolve("copies"))) {
            return history.calls(CallQuery.of(account)).rows().stream()
                    .filter(row -> row.path("to_num").asText().equals(BOB))
                    .map(row -> row.path("call_id").textValue())
                    .toList();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    private static Map<Path, FileTime> files(Path folder) {
        Map<Path, FileTime> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                found.put(file, Files.getLastModifiedTime(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
