package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.Linphone;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Linphone's telephone, whose SIP stack is its own, with those of baresip. */
@NeedsClient(
        value = {"linphonec", "baresip"},
        from = {"linphone-cli", "baresip-core"})
@ExtendWith(OnPlatform.class)
class LinphoneIT {
    private static final double TESS_HZ = 500;
    private static final double BOB_HZ = 900;
    private static final double ALICE_HZ = 1_300;
    private static final Duration ENOUGH = Duration.ofMillis(1_000);

    private final Platform platform;

    LinphoneIT(Platform platform) {
        this.platform = platform;
    }

    private Linphone tess(Workplace here) {
        Linphone tess = Linphone.start(here.inside("tess"), "tess", "tess-takes-over", TESS_HZ, platform.sip());
        platform.rest().awaitContact("tess");
        return tess;
    }

    private Baresip bob(Workplace here) {
        return Baresip.start(here.inside("bob"), "bob", "bob-listens-closely", BOB_HZ, platform.sip())
                .registered();
    }

    private Baresip alice(Workplace here) {
        return Baresip.start(here.inside("alice"), "alice", "alice-speaks-clearly", ALICE_HZ, platform.sip())
                .registered();
    }

    @Test
    void it_calls_has_the_other_on_hold_and_presses_a_key(Workplace here) {
        try (var tess = tess(here);
                var bob = bob(here)) {
            platform.rest().awaitContact("bob");

            tess.dial("102");
            tess.talks();
            bob.talks();
            tess.hasHeard(ENOUGH);
            bob.hasHeard(ENOUGH);
            tess.hold();
            tess.resume();
            bob.receivesSound();
            tess.press('5');
            bob.isTold('5');
            tess.hangUp();
            bob.isAlone();

            assertThat(Sound.hears(tess.heard(), BOB_HZ)).isTrue();
            assertThat(Sound.hears(bob.heard(), TESS_HZ)).isTrue();
        }
        CallEnded ended = platform.log().ended(platform.log().callTo("102"));
        assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(ended.cause()).isEqualTo("caller.hung-up");
        platform.holdsNothing();
    }

    @Test
    void it_is_called_and_passes_the_caller_on(Workplace here) {
        try (var tess = tess(here);
                var bob = bob(here);
                var alice = alice(here)) {
            platform.rest().awaitContact("alice");
            bob.dial("107");
            tess.answer();
            tess.talks();
            bob.hasHeard(ENOUGH);
            tess.hasHeard(ENOUGH);
            tess.transfer("101");
            tess.isAlone();
            alice.talks();
            Baresip.hearMore(ENOUGH, alice, bob);
            bob.hangUp();
            bob.isAlone();

            assertThat(Sound.hears(tess.heard(), BOB_HZ)).isTrue();
            assertThat(Sound.hears(bob.heard(), TESS_HZ)).isTrue();
            assertThat(Sound.hears(bob.heard(), ALICE_HZ)).isTrue();
            assertThat(Sound.hears(alice.heard(), BOB_HZ)).isTrue();
        }
        String call = platform.log().callTo("107");
        assertThat(platform.log().any(CallTransferred.class, it -> it.to().equals("101")))
                .isTrue();
        assertThat(platform.log().ended(call).cdr().transfers()).isEqualTo(1);
        platform.holdsNothing();
    }
}
