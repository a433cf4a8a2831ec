package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.app.log.LogReader;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeLost;
import io.ringlog.it.client.FreePorts;
import io.ringlog.testkit.phone.Phone;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipText;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Topics;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops a whole node in mid-call as a person does: it says goodbye, complains of nothing, and goes on later. */
class StoppingIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final int sipPort = FreePorts.one();

    @Test
    void a_clean_stop_in_mid_call_complains_of_nothing_and_tells_of_its_end_once() throws Exception {
        try (var cluster = new Cluster(folder)) {
            Child all = cluster.start("all", "all", "sip.port=" + sipPort);
            cluster.proving("stop", () -> stopInMidCall(cluster, all));
        }
    }

    private void stopInMidCall(Cluster cluster, Child all) throws Exception {
        var api = cluster.api(cluster.apply("all"));
        try (var load = new CallLoad(new InetSocketAddress(Cluster.HOST, sipPort))) {
            load.start(1, api);
            await("agents talk").atMost(Duration.ofSeconds(90)).until(() -> load.served() > 1 && load.held() > 2);
            List<String> before = complaints(all);
            all.stop();
            assertThat(complaints(all)).as("complaints of the stop").containsExactlyElementsOf(before);
            load.edgeDied();
            all.with("node.drain=90s").again();
            load.stop();
        }
        var aftermath = new Aftermath(cluster.clients(), cluster.settings("all"));
        aftermath.holds();
        long cut = aftermath.ended("node.stopped");
        letCallsEnd(all);
        all.again();
        aftermath.holds();
        assertThat(aftermath.ended("node.stopped"))
                .as("calls ended by the second stop")
                .isEqualTo(cut + 1);
        assertThat(losses(cluster))
                .as("partitions that were told of the edge's end")
                .doesNotHaveDuplicates();
    }

    /** Told to stop, the node refuses new calls and carries the one that lives, until it is told a second time. */
    private void letCallsEnd(Child all) throws Exception {
        try (var alice = phone("u0", 440);
                var bob = phone("u1", 700)) {
            List.of(alice, bob)
                    .forEach(phone ->
                            await("registers").atMost(LONG).ignoreExceptions().until(() -> phone.register() == 200));
            PeerCall call = alice.call(Tenant.extension(1));
            call.awaitAnswered();
            all.askToStop();
            await("the stop is told").atMost(LONG).until(() -> all.text().contains("1 call has 90 s to end"));
            SipText refused = bob.call(Tenant.extension(0)).awaitFailed();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(bob.register()).as("REGISTER meanwhile").isEqualTo(200);
            await("the call goes on").atMost(LONG).until(() -> alice.hears(bob) && bob.hears(alice));
            assertThat(call.isEnded()).isFalse();
            all.stop();
            assertThat(call.awaitEnded().header("Reason")).contains("node.stopped");
        }
    }

    private Phone phone(String user, double hz) {
        var edge = new InetSocketAddress(Cluster.HOST, sipPort);
        return Phone.udp(user + "@" + Tenant.DOMAIN, Tenant.PASSWORD, hz, edge);
    }

    private static List<String> complaints(Child child) throws Exception {
        return Files.readAllLines(child.data().resolve("log").resolve("ringlog.log")).stream()
                .filter(line -> line.matches(".* (ERROR .*|WARN +\\[[^]]*] (io\\.ringlog|i\\.r\\.|i\\.ringlog).*)"))
                .toList();
    }

    private static List<String> losses(Cluster cluster) {
        List<String> losses = new ArrayList<>();
        new LogReader(cluster.clients()).readAll(Topics.JOURNAL, record -> {
            if (Codecs.INPUT.decode(record.value()).orThrow() instanceof EdgeLost lost) {
                losses.add(lost.edge() + " " + lost.epoch() + " in " + record.partition());
            }
        });
        return losses;
    }
}
