package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallParked;
import io.ringlog.domain.journal.Lamp;
import io.ringlog.domain.journal.LampEvent.WatchGranted;
import io.ringlog.domain.journal.LampEvent.WatchRefused;
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

/** Tess has a lamp for Rita, whom Paul calls: RFC 6665, RFC 4235 by script, through the platform. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class WatchingIT {
    private static final Map<String, String> PAUL =
            Map.of("user", "paul", "password", "paul-places-calls", "number", "106");
    private static final Map<String, String> RITA = Map.of("user", "rita", "password", "rita-rings-first");
    private static final Map<String, String> TESS =
            Map.of("user", "tess", "password", "tess-takes-over", "event", "dialog");

    private final Platform platform;

    WatchingIT(Platform platform) {
        this.platform = platform;
    }

    private Sipp tess(Workplace here, String scenario, String number, Map<String, String> more) {
        Map<String, String> words = new HashMap<>(TESS);
        words.put("number", number);
        words.putAll(more);
        return Sipp.start(here.folder(), platform.sip(), scenario, FreePorts.one(), words);
    }

    private void rita(Workplace here, int port, String expires) {
        Map<String, String> words = new HashMap<>(RITA);
        words.put("expires", expires);
        try (var phone = Sipp.start(here.folder(), platform.sip(), "register", port, words)) {
            phone.succeeds();
        }
    }

    @Test
    void a_lamp_shows_a_user_ringing_talking_and_free(Workplace here) {
        int ritasPort = FreePorts.one();
        rita(here, ritasPort, "3600");
        try (var lamp = tess(here, "watches-a-call", "106", Map.of())) {
            platform.log().await(WatchGranted.class, it -> it.deviceId().startsWith("dev_") && it.expiresSec() == 3600);
            try (var rita = Sipp.start(here.folder(), platform.sip(), "uas-takes-its-time", ritasPort, RITA);
                    var paul = Sipp.start(here.folder(), platform.sip(), "uac-is-hung-up", FreePorts.one(), PAUL)) {
                rita.succeeds();
                paul.succeeds();
            }
            lamp.succeeds();
        } finally {
            rita(here, ritasPort, "0");
        }
        CallEnded ended = platform.log().ended(platform.log().callTo("106"));
        assertThat(ended.cause()).isEqualTo("called.hung-up");
        platform.log().await(WatchGranted.class, it -> it.expiresSec() == 0);
        platform.holdsNothing();
    }

    @Test
    void a_lamp_shows_whether_somebody_waits_in_a_slot(Workplace here) {
        int ritasPort = FreePorts.one();
        rita(here, ritasPort, "3600");
        Map<String, String> lamps = Map.of(
                "user",
                "tess-panel",
                "password",
                "tess-sees-it-all",
                "accept",
                "application/dialog-info+xml",
                "first",
                "version=.0. state=.full",
                "then",
                "version=.1. state=.partial.*confirmed",
                "last",
                "version=.(2. state=.partial.*terminated|3. state=.full)");
        try (var lamp = tess(here, "watches-a-change", "702", lamps)) {
            platform.log().await(WatchGranted.class, it -> it.lamp().id().endsWith("/702"));
            Map<String, String> parks = new HashMap<>(RITA);
            parks.put("to", "702");
            try (var rita = Sipp.start(here.folder(), platform.sip(), "uas-parks", ritasPort, parks);
                    var paul = Sipp.start(here.folder(), platform.sip(), "uac-is-hung-up", FreePorts.one(), PAUL)) {
                rita.succeeds();
                platform.log().await(CallParked.class, it -> it.slot().equals("702"));
                fetch(here, "702");
                paul.succeeds();
            }
            lamp.succeeds();
        } finally {
            rita(here, ritasPort, "0");
        }
        platform.holdsNothing();
    }

    @Test
    void presence_shows_a_user_reachable_on_the_phone_and_free_again(Workplace here) {
        int ritasPort = FreePorts.one();
        rita(here, ritasPort, "3600");
        Map<String, String> presence = Map.of(
                "event",
                "presence",
                "accept",
                "application/pidf+xml",
                "first",
                "basic>open",
                "then",
                "on-the-phone",
                "last",
                "tuple>../presence");
        try (var watcher = tess(here, "watches-a-change", "106", presence)) {
            platform.log().await(WatchGranted.class, it -> it.lamp().kind() == Lamp.Kind.PRESENCE);
            try (var rita = Sipp.start(here.folder(), platform.sip(), "uas-takes-its-time", ritasPort, RITA);
                    var paul = Sipp.start(here.folder(), platform.sip(), "uac-is-hung-up", FreePorts.one(), PAUL)) {
                rita.succeeds();
                paul.succeeds();
            }
            watcher.succeeds();
        } finally {
            rita(here, ritasPort, "0");
        }
        platform.holdsNothing();
    }

    private void fetch(Workplace here, String slot) {
        try (var comer = tess(here, "uac-hangs-up", slot, Map.of())) {
            comer.succeeds();
        }
    }

    @Test
    void who_may_not_watch_is_told_why(Workplace here) {
        refused(here, "nobody", "dialog", "404", "watch.no-such-target");
        refused(here, "106", "message-summary", "403", "watch.not-yours");
        platform.log().await(WatchRefused.class, it -> it.code().equals("watch.not-yours"));
    }

    private void refused(Workplace here, String number, String event, String status, String code) {
        try (var lamp =
                tess(here, "watch-is-refused", number, Map.of("event", event, "status", status, "code", code))) {
            lamp.succeeds();
        }
    }

    @Test
    void a_subscription_that_the_edge_does_not_know_has_to_begin_anew(Workplace here) {
        try (var lamp = tess(here, "watch-is-unknown", "106", Map.of())) {
            lamp.succeeds();
        }
    }
}
