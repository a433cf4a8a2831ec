package io.ringlog.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.it.client.Browser;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A supervisor at the console, with the telephone of rita, while gina and gus talk. */
@NeedsClient(
        value = {"chromium", "npm"},
        from = {"chromium", "npm"})
@ExtendWith(OnPlatform.class)
class ActingOnCallsIT {
    private static final String SUPERVISOR = "supervisor@clients.ringlog.test";

    private final Platform platform;

    ActingOnCallsIT(Platform platform) {
        this.platform = platform;
    }

    @AfterEach
    void nobody_is_left() {
        platform.rest().agent("carol", "logout");
        People.forget(platform.rest());
    }

    @Test
    void a_supervisor_hears_passes_on_and_ends_a_call(Workplace here) {
        People.addSupervisor(platform.rest(), SUPERVISOR, "rita");
        try (var browser = Browser.start(here, platform.rest().address());
                SipPeer gina = platform.phone("gina", "gina-is-in-the-group");
                SipPeer gus = platform.phone("gus", "gus-is-in-the-group");
                SipPeer rita = platform.phone("rita", "rita-rings-first");
                SipPeer dave = platform.phone("dave", "dave-is-never-there").behaving(PeerManner.ringing())) {
            var phones = List.of(gina, gus, rita, dave);
            phones.forEach(phone -> assertThat(phone.register().status()).isEqualTo(200));
            People.logIn(browser.open("/app/live"), SUPERVISOR);
            browser.sees("As it happens");
            gina.call("sip:gus@" + Platform.DOMAIN).awaitAnswered();

            browser.pressIn("Listen", "gina", "talking");
            var overheard = rita.awaitIncoming();
            browser.seesEntry("supervising").isOpenToAll();
            overheard.hangUp();
            browser.lacks("supervising");
            browser.pressIn("Pass on …", "gina", "talking").fill("Number or extension", "104");
            browser.isOpenToAll();
            browser.press("Pass on");
            var asked = dave.awaitIncoming();
            browser.pressIn("Hang up", "gina").pressIn("Really hang up?", "gina");
            asked.awaitCancelled();
            browser.sees("There is nothing here.");
            phones.forEach(phone -> assertThat(phone.unregister().status()).isEqualTo(200));
        }
        platform.holdsNothing();
    }

    @Test
    void the_wallboard_follows_agents_and_queues(Workplace here) {
        People.add(platform.rest(), SUPERVISOR, "supervisor");
        try (var browser = Browser.start(here, platform.rest().address());
                SipPeer carol = platform.phone("carol", "carol-answers-callers")) {
            assertThat(carol.register().status()).isEqualTo(200);
            People.logIn(browser.open("/app/wallboard"), SUPERVISOR);
            browser.seesEntry("carol", "offline");
            browser.pressIn("Log in to queues", "carol").pressIn("Available", "carol");
            browser.seesEntry("carol", "ready").seesEntry("Support", "1 ready", "Service level");
            browser.isOpenToAll();
            browser.fill("Reason for the break", "lunch").pressIn("Break", "carol");
            browser.seesEntry("carol", "on a break", "lunch");
            browser.pressIn("Log out of queues", "carol").seesEntry("carol", "offline");
            assertThat(carol.unregister().status()).isEqualTo(200);
        }
    }
}
