package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** baresip with the account it fetched by HTTPS, and nothing else. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class SettingUpPhonesIT {
    private final Platform platform;

    SettingUpPhonesIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_telephone_registers_with_what_it_fetched_and_what_it_had_before_is_wrong(Workplace here) {
        String path = platform.rest()
                .setUp("petra", "baresip", "127.0.0.1:" + platform.sip().getPort());

        HttpResponse<String> fetched = platform.fetch(path);
        assertThat(fetched.statusCode()).as(fetched.body()).isEqualTo(200);
        assertThat(platform.fetch(path).statusCode()).isEqualTo(410);

        try (var petra = Baresip.with(here.inside("petra"), fetched.body(), "petra")
                        .registered();
                var before = platform.phone("petra", "petra-has-an-old-one")) {
            platform.rest().awaitContact("petra");
            assertThat(petra.trace()).contains("Petra");
            assertThat(before.register().status()).isEqualTo(401);
        }
        platform.rest().awaitNoContact("petra");
    }
}
