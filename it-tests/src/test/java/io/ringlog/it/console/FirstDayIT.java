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

/** From a platform that nobody can log in to, to a call that is seen and understood. */
@NeedsClient(
        value = {"chromium", "npm"},
        from = {"chromium", "npm"})
@ExtendWith(OnPlatform.class)
class FirstDayIT {
    private static final String ROOT = "root@clients.ringlog.test";
    private static final String AGENT = "agent@clients.ringlog.test";

    private final Platform platform;

    FirstDayIT(Platform platform) {
        this.platform = platform;
    }

    @AfterEach
    void nobody_can_log_in_any_more() {
        People.forget(platform.rest());
    }

    @Test
    void the_first_person_sees_a_call_as_it_happens_and_why_it_went_so(Workplace here) {
        try (var browser = Browser.start(here, platform.rest().address());
                SipPeer paul = platform.phone("paul", "paul-places-calls");
                SipPeer rita = platform.phone("rita", "rita-rings-first").behaving(PeerManner.ringing())) {
            assertThat(paul.register().status()).isEqualTo(200);
            assertThat(rita.register().status()).isEqualTo(200);
            begins(browser);
            browser.choose("Account", "Clients").follow("Live calls").sees("As it happens");

            var call = paul.call("sip:106@" + Platform.DOMAIN);
            var rung = rita.awaitIncoming();
            browser.seesEntry("106", "ringing");
            rung.answer();
            call.awaitAnswered();
            browser.seesEntry("106", "talking").followIn("106", "talking");
            browser.sees("What happened, and why").seesEntry("user rita", "routing.extension");
            browser.isOpenToAll();
            call.hangUp();
            browser.sees("caller.hung-up");
            browser.follow("Live calls").lacks("106");
            for (String page : List.of("Live calls", "Calls")) {
                browser.follow(page).seesHeading(page);
                browser.isOpenToAll();
            }
            assertThat(paul.unregister().status()).isEqualTo(200);
            assertThat(rita.unregister().status()).isEqualTo(200);
        }
        platform.holdsNothing();
    }

    @Test
    void somebody_who_may_not_sees_no_page_and_is_refused(Workplace here) {
        People.add(platform.rest(), AGENT, "agent");
        try (var browser = Browser.start(here, platform.rest().address())) {
            People.logIn(browser.open("/"), AGENT);
            browser.sees("Log out");
            assertThat(browser.menu()).containsExactly("Wallboard", "Set-up");
            browser.open("/app/live").sees("Your role does not open this page.");
            assertThat(browser.asks("GET", "/v1/calls/live")).isEqualTo(403);
            assertThat(browser.asks("POST", "/v1/users")).isEqualTo(403);
            assertThat(browser.asks("GET", "/v1/queues")).isEqualTo(200);
            browser.press("Log out").sees("Log in with your e-mail address.");
            browser.open("/app/queues").sees("Log in with your e-mail address.");
        }
    }

    /** The first run, and a log-in as on every other day. */
    private void begins(Browser browser) {
        browser.open("/")
                .fill("Platform's key", platform.rest().key())
                .fill("Name", "Root")
                .fill("E-mail", ROOT)
                .fill("Password", People.PASSWORD)
                .press("Begin")
                .press("Log out");
        People.logIn(browser, ROOT);
    }
}
