package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallParked;
import io.ringlog.domain.journal.CallEvent.CallPickedUp;
import io.ringlog.domain.journal.CallEvent.CallRetrieved;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.LegRang;
import io.ringlog.domain.journal.CallEvent.ParkTimedOut;
import io.ringlog.domain.journal.CallEvent.TransferFailed;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Paul calls Rita, and Rita passes him on to Tess: service examples of RFC 5359 by script, through the platform. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class TransferringIT {
    private static final Map<String, String> PAUL =
            Map.of("user", "paul", "password", "paul-places-calls", "number", "106");
    private static final Map<String, String> RITA = Map.of("user", "rita", "password", "rita-rings-first");
    private static final Map<String, String> TESS = Map.of("user", "tess", "password", "tess-takes-over");
    private static final int RITAS_PORT = FreePorts.one();
    private static final int TESSES_PORT = FreePorts.one();

    private final Platform platform;

    TransferringIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void rita_and_tess_register(Workplace here) {
        registers(here, RITAS_PORT, RITA, "3600");
        registers(here, TESSES_PORT, TESS, "3600");
    }

    @AfterEach
    void all_leave_and_nothing_is_held(Workplace here) {
        registers(here, RITAS_PORT, RITA, "0");
        registers(here, TESSES_PORT, TESS, "0");
        platform.holdsNothing();
        platform.stillServes();
    }

    private void registers(Workplace here, int port, Map<String, String> who, String expires) {
        Map<String, String> words = new HashMap<>(who);
        words.put("expires", expires);
        try (var phone = Sipp.start(here.folder(), platform.sip(), "register", port, words)) {
            phone.succeeds();
        }
    }

    private Sipp rita(Workplace here, String scenario) {
        return rita(here, scenario, "107");
    }

    private Sipp rita(Workplace here, String scenario, String to) {
        Map<String, String> words = new HashMap<>(RITA);
        words.put("to", to);
        return Sipp.start(here.folder(), platform.sip(), scenario, RITAS_PORT, words);
    }

    private Sipp tess(Workplace here, String scenario) {
        return Sipp.start(here.folder(), platform.sip(), scenario, TESSES_PORT, TESS);
    }

    private Sipp paul(Workplace here) {
        return Sipp.start(here.folder(), platform.sip(), "uac-is-hung-up", FreePorts.one(), PAUL);
    }

    private CallEnded allSucceed(Sipp... phones) {
        try {
            for (Sipp phone : phones) {
                phone.succeeds();
            }
        } finally {
            for (Sipp phone : phones) {
                phone.close();
            }
        }
        return platform.log().ended(platform.log().callTo("106"));
    }

    @Test
    void rfc_5359_2_4_unattended_transfer(Workplace here) {
        CallEnded ended = allSucceed(rita(here, "uas-transfers"), tess(here, "uas-hangs-up"), paul(here));

        assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(ended.cause()).isEqualTo("called.hung-up");
        assertThat(ended.cdr().transfers()).isEqualTo(1);
        assertThat(platform.log().any(CallTransferred.class, it -> it.to().equals("107")))
                .isTrue();
    }

    @Test
    void rfc_5359_2_8_call_forwarding_busy(Workplace here) {
        forwarded(here, "busy", "uas-is-busy");
    }

    @Test
    void rfc_5359_2_9_call_forwarding_no_answer(Workplace here) {
        forwarded(here, "noanswer", "uas-is-cancelled");
    }

    /** Rita's calls go to Tess for this reason; Paul, who calls Rita, talks to Tess. */
    private void forwarded(Workplace here, String why, String rita) {
        String row = "/v1/users/" + platform.rest().user("rita").path("id").asText();
        String tess = platform.rest().user("tess").path("id").asText();
        platform.rest().change(row, """
                        {"fwd_%1$s_kind": "user", "fwd_%1$s_id": "%2$s"}""".formatted(why, tess));
        try {
            platform.log().await(ConfigApplied.class, it -> row.endsWith(it.rowId()));
            CallEnded ended = allSucceed(rita(here, rita), tess(here, "uas-hangs-up"), paul(here));
            assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
            assertThat(platform.log().reason(CallRouted.class, it -> it.hop() == 2))
                    .contains("fwd_" + why);
        } finally {
            platform.rest().change(row, """
                            {"fwd_%1$s_kind": null, "fwd_%1$s_id": null}""".formatted(why));
        }
    }

    private Sipp tessDials(Workplace here, String number) {
        Map<String, String> words = new HashMap<>(TESS);
        words.put("number", number);
        return Sipp.start(here.folder(), platform.sip(), "uac-hangs-up", FreePorts.one(), words);
    }

    @Test
    void rfc_5359_2_15_call_park(Workplace here) {
        try (var rita = rita(here, "uas-parks", "702");
                var paul = paul(here)) {
            rita.succeeds();
            String parked = platform.log()
                    .await(CallParked.class, it -> it.slot().equals("702"))
                    .callId();
            try (var tess = tessDials(here, "702")) {
                tess.succeeds();
            }
            paul.succeeds();

            assertThat(platform.log().ended(parked).cause()).isEqualTo("talk.deserted");
            assertThat(platform.log().any(CallRetrieved.class, it -> it.callId().equals(parked)))
                    .isTrue();
        }
    }

    @Test
    void rfc_5359_2_16_call_pickup(Workplace here) {
        try (var rita = rita(here, "uas-is-cancelled");
                var paul = paul(here)) {
            String ringing = platform.log().await(LegRang.class, it -> true).callId();
            try (var tess = tessDials(here, "**106")) {
                tess.succeeds();
            }
            rita.succeeds();
            paul.succeeds();

            CallEnded ended = platform.log().ended(ringing);
            assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
            assertThat(platform.log().any(CallPickedUp.class, it -> it.callId().equals(ringing)))
                    .isTrue();
        }
    }

    @Test
    void rfc_5359_2_16_call_pickup_of_whoever_of_the_group_rings(Workplace here) {
        group("\"reception\"");
        try (var rita = rita(here, "uas-is-cancelled");
                var paul = paul(here)) {
            String ringing = platform.log().await(LegRang.class, it -> true).callId();
            try (var tess = tessDials(here, "*8")) {
                tess.succeeds();
            }
            rita.succeeds();
            paul.succeeds();

            assertThat(platform.log().ended(ringing).disposition()).isEqualTo(Disposition.ANSWERED);
            assertThat(platform.log()
                            .await(CallPickedUp.class, it -> it.callId().equals(ringing))
                            .byUserId())
                    .isEqualTo(platform.rest().user("tess").path("id").asText());
        } finally {
            group("null");
        }
        Map<String, String> words = new HashMap<>(TESS);
        words.putAll(Map.of("number", "*8", "status", "480"));
        try (var tess = Sipp.start(here.folder(), platform.sip(), "uac-is-refused", FreePorts.one(), words)) {
            tess.succeeds();
        }
    }

    private void group(String word) {
        for (String user : List.of("rita", "tess")) {
            String id = platform.rest().user(user).path("id").asText();
            long before = platform.log()
                    .all(ConfigApplied.class, it -> it.rowId().equals(id))
                    .size();
            platform.rest().change("/v1/users/" + id, "{\"pickup_group\": " + word + "}");
            Awaitility.await(user + " is of the group")
                    .until(() -> platform.log()
                                    .all(ConfigApplied.class, it -> it.rowId().equals(id))
                                    .size()
                            > before);
        }
    }

    @Test
    void a_parked_call_that_nobody_fetches_comes_back_to_who_parked_it(Workplace here) {
        String lot = platform.rest().create("/v1/park-lots", """
                {"name": "Porch", "digits": "710", "first_slot": 711, "slots": 1, "timeout_sec": 1}""");
        platform.log().await(ConfigApplied.class, it -> it.rowId().equals(lot));
        try (var paul = paul(here)) {
            try (var rita = rita(here, "uas-parks", "710")) {
                rita.succeeds();
            }
            try (var rita = rita(here, "uas-hangs-up")) {
                rita.succeeds();
            }
            paul.succeeds();
        }
        ParkTimedOut back =
                platform.log().await(ParkTimedOut.class, it -> it.slot().equals("711"));
        assertThat(back.recalled())
                .isEqualTo(platform.rest().user("rita").path("id").asText());
        assertThat(platform.log().ended(back.callId()).cause()).isEqualTo("called.hung-up");
    }

    @Test
    void who_passes_on_and_goes_at_once_leaves_the_two_to_talk(Workplace here) {
        CallEnded ended = allSucceed(rita(here, "uas-transfers-and-goes"), tess(here, "uas-hangs-up"), paul(here));

        assertThat(ended.cause()).isEqualTo("called.hung-up");
        assertThat(platform.log().any(CallTransferred.class, it -> true)).isTrue();
    }

    @Test
    void a_target_that_is_busy_brings_the_caller_back(Workplace here) {
        CallEnded ended = allSucceed(rita(here, "uas-transfers-to-busy"), tess(here, "uas-is-busy"), paul(here));

        assertThat(ended.cause()).isEqualTo("called.hung-up");
        assertThat(platform.log().any(TransferFailed.class, it -> it.then() == TransferFailed.Then.TALKS))
                .isTrue();
    }
}
