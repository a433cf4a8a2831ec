package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Command.AnswerRegister;
import io.ringlog.domain.journal.Command.BoundContact;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registrar's front: it asks the log and says what it was told. */
class RegisteringSpec {

    @TempDir
    Path folder;

    private EdgeRig rig;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder, config -> config.with(EdgeRig.waits(Duration.ofMillis(600), Duration.ofSeconds(5))));
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void a_phone_is_challenged_asked_about_and_told_its_contacts() {
        SipPeer phone = rig.phone("alice");
        CompletableFuture<SipText> answer = CompletableFuture.supplyAsync(phone::register);

        RegisterReceived asked = rig.log.await(RegisterReceived.class);
        rig.log.command(
                new AnswerRegister(asked.requestId(), 200, "OK", List.of(new BoundContact(phone.contactUri(), 1800))));

        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().header("Contact")).contains(phone.contactUri()).contains("expires=1800");
        assertThat(asked.user()).isEqualTo("alice");
        assertThat(asked.domain()).isEqualTo(EdgeRig.DOMAIN);
        assertThat(asked.auth().username()).isEqualTo("alice");
        assertThat(asked.contacts())
                .singleElement()
                .satisfies(c -> assertThat(c.expiresSec()).isEqualTo(3600));
        assertThat(asked.source().transport()).isEqualTo("udp");
        assertThat(asked.source().flowId()).isNull();
    }

    @Test
    void facts_are_numbered_and_come_after_the_start_of_the_edge() {
        SipPeer phone = rig.phone("alice");
        CompletableFuture<SipText> answer = CompletableFuture.supplyAsync(phone::register);

        RegisterReceived asked = rig.log.await(RegisterReceived.class);
        rig.log.command(new AnswerRegister(asked.requestId(), 200, "OK", List.of()));
        answer.join();

        assertThat(rig.log.inputs().getFirst()).isEqualTo(new EdgeStarted("edge1", rig.edge.epoch()));
        assertThat(asked.stamp().seq()).isEqualTo(1);
        assertThat(asked.stamp().epoch()).isEqualTo(rig.edge.epoch());
    }

    @Test
    void a_wrong_password_is_challenged_again() {
        SipPeer phone = rig.phone("alice");
        CompletableFuture<SipText> answer = CompletableFuture.supplyAsync(phone::register);

        RegisterReceived asked = rig.log.await(RegisterReceived.class);
        rig.log.command(new AnswerRegister(asked.requestId(), 401, "Unauthorized", List.of()));

        assertThat(answer.join().status()).isEqualTo(401);
        assertThat(answer.join().header("WWW-Authenticate")).contains("realm=\"acme.test\"");
    }

    @Test
    void a_used_nonce_count_is_told_as_stale_and_not_as_a_wrong_password() {
        SipPeer phone = rig.phone("alice");
        CompletableFuture<SipText> answer = CompletableFuture.supplyAsync(phone::register);

        RegisterReceived asked = rig.log.await(RegisterReceived.class);
        rig.log.command(
                new AnswerRegister(asked.requestId(), 401, "Unauthorized", List.of(), null, null, "auth.replayed"));

        assertThat(answer.join().header("WWW-Authenticate")).contains("stale=true");
        assertThat(answer.join().header("Warning")).isEqualTo("399 ringlog \"auth.replayed\"");
    }

    @Test
    void who_guesses_passwords_fills_no_log() {
        SipPeer phone = rig.phone("alice");

        int guesses = 0;
        while (guessed(phone, guesses) == 401) {
            guesses++;
        }

        assertThat(phone.register().header("Retry-After")).isEqualTo("10");
        assertThat(rig.log.all(RegisterReceived.class)).hasSize(guesses);
    }

    /** The answer to one more REGISTER, which the log finds wrong when it hears of it. */
    private int guessed(SipPeer phone, int before) {
        CompletableFuture<SipText> answer = CompletableFuture.supplyAsync(phone::register);
        boolean told = false;
        while (!answer.isDone()) {
            List<RegisterReceived> asked = rig.log.all(RegisterReceived.class);
            if (!told && asked.size() > before) {
                told = true;
                rig.log.command(new AnswerRegister(asked.getLast().requestId(), 401, "Unauthorized", List.of()));
            }
            Thread.onSpinWait();
        }
        return answer.join().status();
    }

    @Test
    void who_asks_for_too_short_a_life_is_told_the_shortest() {
        SipPeer phone = rig.phone("alice");
        CompletableFuture<SipText> answer = CompletableFuture.supplyAsync(() -> phone.register(5));

        RegisterReceived asked = rig.log.await(RegisterReceived.class);
        rig.log.command(new AnswerRegister(
                asked.requestId(), 423, "Interval Too Brief", List.of(), null, 60, "registration.too-brief"));

        assertThat(answer.join().status()).isEqualTo(423);
        assertThat(answer.join().header("Min-Expires")).isEqualTo("60");
    }

    @Test
    void a_registration_nobody_decides_about_is_asked_to_come_back() {
        SipText answer = rig.phone("alice").register();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    @Test
    void a_foreign_domain_is_not_found_and_the_log_hears_nothing_of_it() {
        assertThat(rig.phone("eve", "nowhere.test").register().status()).isEqualTo(404);
        assertThat(rig.log.all(RegisterReceived.class)).isEmpty();
    }
}
