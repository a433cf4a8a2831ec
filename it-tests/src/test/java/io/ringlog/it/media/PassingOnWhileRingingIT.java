package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.LegRang;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bob, who talks with Alice, rings Tess and passes Alice on before Tess answers (RFC 5589 section 7.6). */
@NeedsClient(
        value = {"baresip", "sipp"},
        from = {"baresip-core", "sip-tester"})
@ExtendWith(OnPlatform.class)
class PassingOnWhileRingingIT {
    private static final Map<String, String> TESS = Map.of("user", "tess", "password", "tess-takes-over");

    private final Platform platform;
    private final int port = FreePorts.one();

    PassingOnWhileRingingIT(Platform platform) {
        this.platform = platform;
    }

    private Sipp tess(Workplace here, String scenario, String... more) {
        Map<String, String> words = new HashMap<>(TESS);
        if (more.length > 0) {
            words.put(more[0], more[1]);
        }
        return Sipp.start(here.folder(), platform.sip(), scenario, port, words);
    }

    private void registers(Workplace here, String expires) {
        try (var phone = tess(here, "register", "expires", expires)) {
            phone.succeeds();
        }
    }

    @Test
    void the_phone_that_rings_rings_on_for_who_is_passed_on(Workplace here) {
        registers(here, "3600");
        try (var alice = Baresip.start(here.inside("alice"), "alice", "alice-speaks-clearly", 500, platform.sip());
                var bob = Baresip.start(here.inside("bob"), "bob", "bob-listens-closely", 900, platform.sip());
                var first = tess(here, "uas-is-cancelled")) {
            alice.registered();
            bob.registered();
            List.of("alice", "bob").forEach(platform.rest()::awaitContact);
            alice.dial("102");
            bob.talks();
            alice.hasHeard(Duration.ofMillis(500));
            String talk = platform.log().callTo("102");
            bob.dial("107");
            String ringing = platform.log().callTo("107");
            platform.log().await(LegRang.class, it -> it.callId().equals(ringing));

            platform.rest().done("/v1/calls/" + talk + "/transfer", """
                            {"leg": "b1", "mode": "attended", "with": "%s"}""".formatted(ringing));
            first.succeeds();

            CallEnded given = platform.log().ended(ringing);
            assertThat(given.cause()).isEqualTo("call.transferred");
            assertThat(given.cdr().parentCallId()).isEqualTo(talk);
            try (var second = tess(here, "uas-hangs-up")) {
                second.succeeds();
            }
            alice.isAlone();
            platform.log().await(CallTransferred.class, it -> it.callId().equals(talk));
            CallEnded ended = platform.log().ended(talk);
            assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
            assertThat(ended.cdr().transfers()).isEqualTo(1);
        }
        registers(here, "0");
        platform.holdsNothing();
        platform.stillServes();
    }
}
