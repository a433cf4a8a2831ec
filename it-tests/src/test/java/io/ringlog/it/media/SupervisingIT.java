package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.SupervisionEvent.Supervised;
import io.ringlog.domain.journal.SupervisionMode;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.Goertzel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A supervisor's telephone dials in to a talk of two: who hears whom is judged by what the telephones recorded. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class SupervisingIT {
    private static final double GINA_HZ = 500;
    private static final double GUS_HZ = 900;
    private static final double RITA_HZ = 1_300;
    private static final Duration ENOUGH = Duration.ofMillis(1_500);

    private final Platform platform;

    SupervisingIT(Platform platform) {
        this.platform = platform;
    }

    private Baresip phone(Workplace here, String user, String password, double hz) {
        return Baresip.start(here.inside(user), user, password, hz, platform.sip())
                .registered();
    }

    @Test
    void a_supervisor_listens_whispers_by_a_key_and_is_heard_by_all_when_rest_says_so(Workplace here) {
        try (var gina = phone(here, "gina", "gina-is-in-the-group", GINA_HZ);
                var gus = phone(here, "gus", "gus-is-in-the-group", GUS_HZ);
                var rita = phone(here, "rita", "rita-rings-first", RITA_HZ)) {
            List.of("gina", "gus", "rita").forEach(platform.rest()::awaitContact);
            gina.dial("gus");
            gus.talks();
            gina.hasHeard(ENOUGH);
            String call = platform.log().callTo("gus");
            rita.dial("*55gus");
            rita.talks();
            is(call, SupervisionMode.LISTEN);
            List.of(gina, gus, rita).forEach(it -> it.hearsMore(ENOUGH));
            hears(rita, List.of(GINA_HZ, GUS_HZ), List.of(RITA_HZ));
            hears(gina, List.of(GUS_HZ), List.of(RITA_HZ));
            hears(gus, List.of(GINA_HZ), List.of(RITA_HZ));

            rita.press('5');
            is(call, SupervisionMode.WHISPER);
            List.of(gina, gus).forEach(it -> it.hearsMore(ENOUGH));
            hears(gina, List.of(GUS_HZ), List.of(RITA_HZ));
            hears(gus, List.of(GINA_HZ, RITA_HZ), List.of());

            platform.rest().supervise(call, "rita", "barge");
            is(call, SupervisionMode.BARGE);
            List.of(gina, gus).forEach(it -> it.hearsMore(ENOUGH));
            hears(gina, List.of(GUS_HZ, RITA_HZ), List.of(GINA_HZ));
            hears(gus, List.of(GINA_HZ, RITA_HZ), List.of(GUS_HZ));

            gina.hangUp();
            List.of(gina, gus, rita).forEach(Baresip::isAlone);
            assertThat(platform.rest().why(call)).contains(" and is heard by that leg alone.");
        }
        platform.holdsNothing();
    }

    private void is(String call, SupervisionMode mode) {
        platform.log().await(Supervised.class, it -> it.callId().equals(call) && it.mode() == mode);
    }

    /** In the last second so far. */
    private static void hears(Baresip phone, List<Double> others, List<Double> notHeard) {
        short[] all = phone.heardSoFar();
        short[] last = Arrays.copyOfRange(all, all.length - Frames.SAMPLES_PER_SECOND, all.length);
        double share = others.size() == 1 ? 0.9 : 0.3;
        others.forEach(hz -> assertThat(Goertzel.share(last, hz))
                .as("share of %s Hz, which it hears", hz)
                .isGreaterThan(share));
        notHeard.forEach(hz -> assertThat(Goertzel.share(last, hz))
                .as("share of %s Hz, which it does not hear", hz)
                .isLessThan(0.01));
    }
}
