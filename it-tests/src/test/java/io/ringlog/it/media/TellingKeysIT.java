package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.TalkJoined;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The platform calls Tess, whose phone knows keys by INFO alone, and joins her with Bob, whose knows RFC 4733. */
@NeedsClient(
        value = {"baresip", "sipp"},
        from = {"baresip-core", "sip-tester"})
@ExtendWith(OnPlatform.class)
class TellingKeysIT {
    private static final Map<String, String> TESS = Map.of("user", "tess", "password", "tess-takes-over");

    private final Platform platform;
    private final int port = FreePorts.one();

    TellingKeysIT(Platform platform) {
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
    void keys_cross_between_a_phone_with_info_and_one_with_telephone_events(Workplace here) {
        registers(here, "3600");
        try (var bob = Baresip.start(here.inside("bob"), "bob", "bob-listens-closely", 900, platform.sip());
                var tess = tess(here, "uas-knows-info-alone")) {
            bob.registered();
            platform.rest().awaitContact("bob");
            String call = platform.rest().call("tess", "102", "keys-" + port);
            bob.talks();
            platform.log().await(TalkJoined.class, it -> it.callId().equals(call));
            bob.press('3');
            bob.isTold('5');
            bob.hangUp();
            tess.succeeds();
            assertThat(platform.log().ended(call).cause()).isEqualTo("called.hung-up");
        }
        registers(here, "0");
        platform.holdsNothing();
        platform.stillServes();
    }
}
