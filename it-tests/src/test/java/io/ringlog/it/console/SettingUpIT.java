package io.ringlog.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.it.client.Browser;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import io.ringlog.testkit.sip.SipPeer;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An administrator sets up a colleague with a telephone and a number, without any other tool. */
@NeedsClient(
        value = {"chromium", "npm"},
        from = {"chromium", "npm"})
@ExtendWith(OnPlatform.class)
class SettingUpIT {
    private static final String ADMIN = "admin@clients.ringlog.test";
    private static final String PHONE_PASSWORD = "nora-was-set-up-by-hand";

    private final Platform platform;

    SettingUpIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void there_is_an_administrator() {
        People.add(platform.rest(), ADMIN, "account_admin");
    }

    @AfterEach
    void nothing_is_left() {
        People.forget(platform.rest());
    }

    @Test
    void somebody_new_is_called_on_the_telephone_that_was_set_up(Workplace here) {
        try (var browser = Browser.start(here, platform.rest().address());
                SipPeer paul = platform.phone("paul", "paul-places-calls");
                SipPeer nora = platform.phone("nora", PHONE_PASSWORD)) {
            People.logIn(browser.open("/app/setup/users"), ADMIN);
            user(browser);
            device(browser);
            extension(browser);
            assertThat(paul.register().status()).isEqualTo(200);
            Awaitility.await("the device has reached the brain")
                    .until(() -> nora.register().status() == 200);

            var call = paul.call("sip:190@" + Platform.DOMAIN);
            call.awaitAnswered();
            call.hangUp();
            assertThat(nora.unregister().status()).isEqualTo(200);

            changesTogether(browser);
            removesAll(browser);
            assertThat(paul.unregister().status()).isEqualTo(200);
        }
        platform.holdsNothing();
    }

    private static void user(Browser browser) {
        browser.seesEntry("paul").isOpenToAll();
        browser.follow("New").fill("User name", "nora").press("Save");
        browser.seesHeading("nora");
    }

    /** What is forgotten is told at its field. */
    private static void device(Browser browser) {
        browser.follow("Devices")
                .follow("New")
                .fill("Login of the device", "nora")
                .choose("User", "nora");
        browser.fill("Password", PHONE_PASSWORD).press("Save").sees("is required");
        browser.isOpenToAll();
        browser.fill("Domain of the login", Platform.DOMAIN).press("Save").seesHeading("nora");
    }

    private static void extension(Browser browser) {
        browser.follow("Extensions").follow("New").fill("Digits", "190").choose("Leads to", "User");
        browser.choose("Target", "nora").press("Save").seesHeading("190");
        browser.follow("Users").follow("nora").sees("Who reaches this").sees("190");
        browser.isOpenToAll();
    }

    /** Somebody else changes another field meanwhile; neither change is lost, and none that was not saved. */
    private void changesTogether(Browser browser) {
        platform.rest()
                .change(
                        "/v1/users/" + People.id(platform.rest(), "/v1/users", "username", "nora"),
                        "{\"display_name\": \"Nora\"}");
        browser.fill("Rings for", "7").follow("Live calls").sees("Who reaches this");
        browser.press("Save").sees("Somebody else has changed this meanwhile").seesEntry("Name shown", "Nora");
        browser.isOpenToAll();
        browser.press("Keep my changes").press("Save").sees("Saved");
        assertThat(row("/v1/users", "nora"))
                .contains("\"display_name\":\"Nora\"")
                .contains("\"ring_timeout_sec\":7");
    }

    private static void removesAll(Browser browser) {
        removes(browser, "Extensions", "190");
        removes(browser, "Devices", "nora");
        removes(browser, "Users", "nora");
    }

    private static void removes(Browser browser, String kind, String name) {
        browser.follow(kind)
                .follow(name)
                .press("Remove")
                .press("Really remove?")
                .seesHeading(kind);
    }

    private String row(String rows, String name) {
        return StreamSupport.stream(platform.rest().rows(rows).spliterator(), false)
                .filter(row -> row.path("username").asText().equals(name))
                .map(JsonNode::toString)
                .findFirst()
                .orElseThrow();
    }
}
