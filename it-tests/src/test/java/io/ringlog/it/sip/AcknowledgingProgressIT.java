package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 3262: sipp rings reliably when the platform dials it, with its answer in the 183 and none in the 200. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class AcknowledgingProgressIT {
    private static final String PASSWORD = "rita-rings-first";

    private final Platform platform;

    AcknowledgingProgressIT(Platform platform) {
        this.platform = platform;
    }

    private void register(Workplace here, int port, String expires) {
        var rita = Map.of("user", "rita", "password", PASSWORD, "expires", expires);
        try (var phone = Sipp.start(here.folder(), platform.sip(), "register", port, rita)) {
            phone.succeeds();
        }
    }

    @Test
    void a_phone_that_the_platform_dials_is_acknowledged_and_talks_by_its_early_answer(Workplace here) {
        int port = FreePorts.one();
        register(here, port, "60");
        platform.rest().awaitContact("rita");
        String call;
        try (var phone =
                Sipp.start(here.folder(), platform.sip(), "uas-is-acknowledged", port, Map.of("user", "rita"))) {
            // Nobody is there to be reached, so that the platform hangs up on the phone that has answered.
            call = platform.rest().call("rita", "104", "acknowledged-" + port);
            phone.succeeds();
        }

        // Without a session it would have been hung up on at once.
        assertThat(platform.log().ended(call).cdr().answered()).isTrue();
        register(here, port, "0");
        platform.rest().awaitNoContact("rita");
        platform.holdsNothing();
    }
}
