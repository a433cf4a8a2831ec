package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Tool;
import io.ringlog.testkit.sip.SipPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** JsSIP over an encrypted WebSocket, as a page in a browser has it; its page says that it is busy. */
@NeedsClient(value = "npm", from = "npm")
@ExtendWith(OnPlatform.class)
class BrowserPhonesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Platform platform;

    BrowserPhonesIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_phone_in_a_page_is_rung_loses_its_connection_and_is_rung_again() throws Exception {
        String edge = "wss://127.0.0.1:" + platform.sip("wss").getPort() + "/";
        Tool page = Tool.copyOf(
                        Path.of("src", "test", "resources", "browser-phone"),
                        Map.of(
                                "URL_OF_EDGE",
                                edge,
                                "USER",
                                "dave",
                                "PASSWORD",
                                "dave-is-never-there",
                                "DOMAIN",
                                Platform.DOMAIN,
                                "ORIGIN",
                                Platform.PAGE))
                .withPackages();
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
                SipPeer paul = platform.phone("paul", "paul-places-calls")) {
            assertThat(paul.register().status()).isEqualTo(200);
            Future<String> said = beside.submit(() -> page.run("node", "phone.mjs"));
            untilBusy(paul);
            untilBusy(paul);
            assertThat(paul.unregister().status()).isEqualTo(200);
            assertThat(said.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .contains("registered 0", "rung remote by paul", "disconnected 1006", "registered 1");
        }
        platform.holdsNothing();
    }

    /** While the page is away, nobody is there. */
    private static void untilBusy(SipPeer paul) {
        Awaitility.await("the page is rung")
                .atMost(PATIENCE)
                .until(() ->
                        paul.call("sip:104@" + Platform.DOMAIN).awaitFailed().status() == 486);
    }
}
