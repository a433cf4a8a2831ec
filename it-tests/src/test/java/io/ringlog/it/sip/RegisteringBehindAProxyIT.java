package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

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

/** RFC 3327: sipp is a proxy with a phone behind it, whose own address nobody could reach. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class RegisteringBehindAProxyIT {
    private static final String RITAS_EXTENSION = "106";

    private final Platform platform;

    RegisteringBehindAProxyIT(Platform platform) {
        this.platform = platform;
    }

    private static Map<String, String> words(String user, String password, String... more) {
        Map<String, String> words = new HashMap<>(Map.of("user", user, "password", password));
        for (int i = 0; i < more.length; i += 2) {
            words.put(more[i], more[i + 1]);
        }
        return words;
    }

    private void register(Workplace here, int port, String expires) {
        var rita = words("rita", "rita-rings-first", "expires", expires);
        try (var phone = Sipp.start(here.folder(), platform.sip(), "register-behind-a-proxy", port, rita)) {
            phone.succeeds();
        }
    }

    @Test
    void a_phone_is_called_past_the_proxy_that_its_register_came_by(Workplace here) {
        int port = FreePorts.one();
        register(here, port, "3600");
        platform.rest().awaitContact("rita");
        assertThat(platform.rest().contacts("rita").getFirst()).contains("192.0.2.77");
        var paul = words("paul", "paul-places-calls", "number", RITAS_EXTENSION);
        try (var caller = Sipp.start(here.folder(), platform.sip(), "uac-hangs-up", FreePorts.one(), paul);
                var called = Sipp.start(
                        here.folder(), platform.sip(), "uas-behind-a-proxy", port, words("rita", "rita-rings-first"))) {
            caller.succeeds();
            called.succeeds();
        }

        assertThat(platform.log().ended(platform.log().callTo(RITAS_EXTENSION)).cause())
                .isEqualTo("caller.hung-up");
        register(here, port, "0");
        platform.rest().awaitNoContact("rita");
        platform.holdsNothing();
    }
}
