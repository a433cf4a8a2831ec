package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.LegHoldChanged;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.FlowEvent.NodeLeft;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** sipp as Paul, who calls, and as Rita, who is called: RFC 3261 by script, through the platform. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class ScriptedCallsIT {
    private static final Map<String, String> PAUL = Map.of("user", "paul", "password", "paul-places-calls");
    private static final Map<String, String> RITA = Map.of("user", "rita", "password", "rita-rings-first");
    private static final String RITAS_EXTENSION = "106";
    private static final String RITAS_NUMBER = "31201110002";
    private static final int RITAS_PORT = FreePorts.one();

    private final Platform platform;

    ScriptedCallsIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void rita_registers(Workplace here) {
        register(here, "3600");
    }

    @AfterEach
    void rita_leaves_and_nothing_is_held(Workplace here) {
        register(here, "0");
        platform.holdsNothing();
        platform.stillServes();
    }

    private void register(Workplace here, String expires) {
        try (var rita =
                Sipp.start(here.folder(), platform.sip(), "register", RITAS_PORT, with(RITA, "expires", expires))) {
            rita.succeeds();
        }
    }

    private Sipp rita(Workplace here, String scenario) {
        return Sipp.start(here.folder(), platform.sip(), scenario, RITAS_PORT, RITA);
    }

    private Sipp paul(Workplace here, String scenario, String... words) {
        Map<String, String> all = with(PAUL, "number", RITAS_EXTENSION);
        for (int i = 0; i < words.length; i += 2) {
            all.put(words[i], words[i + 1]);
        }
        return Sipp.start(here.folder(), platform.sip(), scenario, FreePorts.one(), all);
    }

    private static Map<String, String> with(Map<String, String> words, String name, String value) {
        Map<String, String> more = new HashMap<>(words);
        more.put(name, value);
        return more;
    }

    private CallEnded bothSucceed(Sipp caller, Sipp called, String number) {
        try (caller;
                called) {
            caller.succeeds();
            called.succeeds();
        }
        return platform.log().ended(platform.log().callTo(number));
    }

    @Test
    void registering_with_md5_binds_a_contact_and_expires_0_takes_it_away(Workplace here) {
        platform.rest().awaitContact("rita");
        assertThat(platform.rest().contacts("rita").getFirst()).contains(":" + RITAS_PORT);

        register(here, "0");

        platform.rest().awaitNoContact("rita");
    }

    @Test
    void a_wrong_password_is_asked_again_and_binds_nothing(Workplace here) {
        register(here, "0");
        var wrong = Map.of("user", "rita", "password", "a-guess");
        try (var thief = Sipp.start(here.folder(), platform.sip(), "register-refused", FreePorts.one(), wrong)) {
            thief.succeeds();
        }

        platform.rest().awaitNoContact("rita");
    }

    @Test
    void the_caller_hangs_up(Workplace here) {
        CallEnded ended = bothSucceed(paul(here, "uac-hangs-up"), rita(here, "uas-answers"), RITAS_EXTENSION);

        assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(ended.cause()).isEqualTo("caller.hung-up");
    }

    @Test
    void the_called_party_hangs_up(Workplace here) {
        CallEnded ended = bothSucceed(paul(here, "uac-is-hung-up"), rita(here, "uas-hangs-up"), RITAS_EXTENSION);

        assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(ended.cause()).isEqualTo("called.hung-up");
    }

    @Test
    void rfc_5359_2_1_call_hold(Workplace here) {
        CallEnded ended = bothSucceed(paul(here, "uac-holds"), rita(here, "uas-is-held"), RITAS_EXTENSION);

        assertThat(ended.cause()).isEqualTo("caller.hung-up");
        assertThat(platform.log().any(LegHoldChanged.class, LegHoldChanged::held))
                .isTrue();
        assertThat(platform.log().any(LegHoldChanged.class, it -> !it.held())).isTrue();
    }

    @Test
    void a_call_is_taken_over_and_what_either_party_asks_is_answered(Workplace here) {
        Sipp.mayPlayCaptures();
        try (var rita = rita(here, "uas-is-taken-over");
                var paul = paul(here, "uac-is-taken-over")) {
            var hold = platform.hold(RITAS_EXTENSION);
            hold.begins();
            hold.ends();
            paul.succeeds();
            rita.succeeds();
        }
        CallEnded ended = platform.log().ended(platform.log().callTo(RITAS_EXTENSION));

        assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(ended.cause()).isEqualTo("caller.hung-up");
        assertThat(platform.log().any(LegHoldChanged.class, LegHoldChanged::held))
                .isTrue();
    }

    @Test
    void the_caller_gives_up_while_it_rings(Workplace here) {
        CallEnded ended = bothSucceed(paul(here, "uac-cancels"), rita(here, "uas-is-cancelled"), RITAS_EXTENSION);

        assertThat(ended.disposition()).isEqualTo(Disposition.CANCELLED);
        assertThat(ended.cause()).isEqualTo("caller.cancelled");
        assertThat(ended.cdr().answered()).isFalse();
    }

    @Test
    void the_called_party_is_busy(Workplace here) {
        CallEnded ended =
                bothSucceed(paul(here, "uac-is-refused", "status", "486"), rita(here, "uas-is-busy"), RITAS_EXTENSION);

        assertThat(ended.disposition()).isEqualTo(Disposition.BUSY);
    }

    @Test
    void nobody_answers_within_the_ring_timeout(Workplace here) {
        CallEnded ended = bothSucceed(
                paul(here, "uac-is-refused", "status", "480"), rita(here, "uas-is-cancelled"), RITAS_EXTENSION);

        assertThat(ended.disposition()).isEqualTo(Disposition.NO_ANSWER);
    }

    @Test
    void a_call_to_a_user_who_is_nowhere_gets_480(Workplace here) {
        CallEnded ended = alone(paul(here, "uac-is-refused", "status", "480", "number", "104"), "104");

        assertThat(ended.disposition()).isNotEqualTo(Disposition.ANSWERED);
        assertThat(ended.cdr().answered()).isFalse();
    }

    @Test
    void a_number_that_nobody_has_gets_404(Workplace here) {
        CallEnded ended = alone(paul(here, "uac-is-refused", "status", "404", "number", "999"), "999");

        assertThat(ended.disposition()).isEqualTo(Disposition.REFUSED);
    }

    @Test
    void a_wrong_digest_of_a_caller_is_refused(Workplace here) {
        try (var thief = paul(here, "uac-is-refused", "status", "407", "password", "a-guess")) {
            thief.succeeds();
        }
    }

    @Test
    void a_codec_that_nobody_speaks_gets_488(Workplace here) {
        CallEnded ended = alone(paul(here, "trunk-strange-codec", "number", "31201110001"), "31201110001");

        assertThat(ended.disposition()).isEqualTo(Disposition.FAILED);
        assertThat(ended.cause()).isEqualTo("media.no-common-codec");
        assertThat(ended.cdr().answered()).isFalse();
    }

    @Test
    void a_digit_typed_by_script_leads_through_the_menu_to_where_nobody_is(Workplace here) {
        Sipp.mayPlayCaptures();
        CallEnded ended =
                alone(paul(here, "trunk-types-a-digit", "number", "31201110001", "digit", "5"), "31201110001");

        assertThat(platform.log().any(NodeLeft.class, it -> it.outcome().equals("digit:5")))
                .isTrue();
        assertThat(platform.log().any(NodeLeft.class, it -> it.outcome().equals("no_agents")))
                .isTrue();
        assertThat(ended.cdr().answered()).isTrue();
    }

    @Test
    void a_session_too_brief_is_refused_and_one_that_may_be_is_refreshed(Workplace here) {
        CallEnded ended = alone(paul(here, "trunk-refreshes", "number", "31201110001"), "31201110001");

        assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(ended.cause()).isEqualTo("caller.hung-up");
    }

    private CallEnded alone(Sipp caller, String number) {
        try (caller) {
            caller.succeeds();
        }
        return platform.log().ended(platform.log().callTo(number));
    }
}
