package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody outside, played by sipp, calls numbers with hours: open, closed, and a holiday. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class ClosedHoursIT {
    private static final String ALWAYS =
            "\"kind\": \"date_range\", \"start_date\": \"2020-01-01\", \"end_date\": \"2099-12-31\"";
    private static final String LONG_AGO = "\"kind\": \"date\", \"start_date\": \"2020-01-01\"";

    private final Platform platform;
    private final int ritasPort = FreePorts.one();
    private final int tessesPort = FreePorts.one();

    ClosedHoursIT(Platform platform) {
        this.platform = platform;
    }

    private void registers(Workplace here, String user, String password, int port, String expires) {
        var words = Map.of("user", user, "password", password, "expires", expires);
        try (var phone = Sipp.start(here.folder(), platform.sip(), "register", port, words)) {
            phone.succeeds();
        }
    }

    private void register(Workplace here, String expires) {
        registers(here, "rita", "rita-rings-first", ritasPort, expires);
        registers(here, "tess", "tess-takes-over", tessesPort, expires);
    }

    /** A number of a conference with these hours, for which others stand in. */
    private void number(String e164, String rule, String targets) {
        String hours = platform.rest().create("/v1/schedules", """
                {"name": "%s", "rules": [{%s}]}""".formatted(e164, rule));
        String row = platform.rest().create("/v1/dids", """
                {"e164": "%s", "dest_kind": "conference", "dest_id": "%s",
                 "schedule_id": "%s"%s}""".formatted(e164, standup(), hours, targets));
        platform.log().await(ConfigApplied.class, it -> it.rowId().equals(row));
    }

    private String standup() {
        return platform.rest()
                .rows("/v1/conferences")
                .valueStream()
                .filter(it -> it.path("name").asText().equals("Standup"))
                .map(it -> it.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private Sipp world(Workplace here, String scenario, String number) {
        var words = Map.of("user", "31612345678", "number", number, "status", "480");
        return Sipp.start(here.folder(), platform.sip(), scenario, FreePorts.one(), words);
    }

    /** Why the call went where it went; it was answered there. */
    private String talked(Workplace here, String number) {
        try (var world = world(here, "world-calls", number)) {
            world.succeeds();
        }
        String call = platform.log().callTo(number);
        assertThat(platform.log().ended(call).disposition()).isEqualTo(Disposition.ANSWERED);
        return platform.log().reason(CallRouted.class, it -> it.callId().equals(call));
    }

    @Test
    void callers_come_to_whom_the_number_names_for_closed_hours_and_for_holidays(Workplace here) {
        String instead = """
                , "closed_dest_kind": "user", "closed_dest_id": "%s",
                 "holiday_dest_kind": "user", "holiday_dest_id": "%s\"""".formatted(
                        platform.rest().user("rita").path("id").asText(),
                        platform.rest().user("tess").path("id").asText());
        number("31201110091", ALWAYS, instead);
        number("31201110092", LONG_AGO, instead);
        number("31201110093", ALWAYS + ", \"is_closed\": true", instead);
        number("31201110094", LONG_AGO, "");
        register(here, "3600");
        try (var rita = Sipp.start(here.folder(), platform.sip(), "uas-answers", ritasPort, Map.of("user", "rita"));
                var tess =
                        Sipp.start(here.folder(), platform.sip(), "uas-answers", tessesPort, Map.of("user", "tess"))) {
            assertThat(talked(here, "31201110091")).contains("hours=in_hours");
            assertThat(talked(here, "31201110092")).contains("hours=out_of_hours");
            rita.succeeds();
            assertThat(talked(here, "31201110093")).contains("hours=holiday");
            tess.succeeds();
            try (var world = world(here, "world-is-refused", "31201110094")) {
                world.succeeds();
            }
            platform.log().await(CallRefused.class, it -> it.code().equals("routing.closed"));
        } finally {
            register(here, "0");
        }
        platform.holdsNothing();
    }
}
