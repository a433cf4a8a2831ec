package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.LegLost;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** sipp as Gina, Gus and Gail, who are rung as groups, and as Paul, who calls them. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class RingGroupsIT {
    private static final Map<String, Integer> PORTS =
            Map.of("gina", FreePorts.one(), "gus", FreePorts.one(), "gail", FreePorts.one());

    private final Platform platform;

    RingGroupsIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void all_register(Workplace here) {
        register(here, "3600");
        PORTS.keySet().forEach(platform.rest()::awaitContact);
    }

    @AfterEach
    void all_leave_and_nothing_is_held(Workplace here) {
        register(here, "0");
        platform.holdsNothing();
        platform.stillServes();
    }

    private void register(Workplace here, String expires) {
        PORTS.forEach((name, port) -> {
            var words = Map.of("user", name, "password", name + "-is-in-the-group", "expires", expires);
            try (var phone = Sipp.start(here.folder(), platform.sip(), "register", port, words)) {
                phone.succeeds();
            }
        });
    }

    @Test
    void all_ring_and_those_who_were_too_late_are_told_that_the_call_was_taken(Workplace here) {
        try (var gina = phone(here, "gina", "uas-answers");
                var gus = phone(here, "gus", "uas-is-too-late");
                var gail = phone(here, "gail", "uas-is-too-late");
                var paul = paul(here, "120")) {
            paul.succeeds();
            gus.succeeds();
            gail.succeeds();
            gina.succeeds();
            assertThat(gina.messages()).contains("From: \"Sales: paul\"");
        }

        CallEnded ended = platform.log().ended(platform.log().callTo("120"));
        assertThat(ended.cause()).isEqualTo("caller.hung-up");
        assertThat(ended.cdr().ringGroupId()).startsWith("rg_");
        assertThat(ended.cdr().answeredBy()).startsWith("us_");
        assertThat(platform.log().any(LegLost.class, LegLost::answeredElsewhere))
                .isTrue();
    }

    @Test
    void rfc_5359_2_12_find_me(Workplace here) {
        try (var gina = phone(here, "gina", "uas-is-cancelled");
                var gus = phone(here, "gus", "uas-answers");
                var paul = paul(here, "121")) {
            paul.succeeds();
            gina.succeeds();
            gus.succeeds();
        }

        CallEnded ended = platform.log().ended(platform.log().callTo("121"));
        assertThat(ended.cdr().answered()).isTrue();
    }

    @Test
    void a_group_that_nobody_answers_for_sends_the_call_on(Workplace here) {
        try (var gail = phone(here, "gail", "uas-is-cancelled");
                var gus = phone(here, "gus", "uas-answers");
                var paul = paul(here, "122")) {
            paul.succeeds();
            gail.succeeds();
            gus.succeeds();
        }

        CallEnded ended = platform.log().ended(platform.log().callTo("122"));
        assertThat(ended.cdr().answered()).isTrue();
    }

    @Test
    void a_full_group_takes_no_more(Workplace here) {
        try (var gina = phone(here, "gina", "uas-is-cancelled");
                SipPeer dave = platform.phone("dave", "dave-is-never-there")) {
            PeerCall first = dave.call("sip:123@" + Platform.DOMAIN);
            first.awaitRinging();
            var words = Map.of("user", "paul", "password", "paul-places-calls", "number", "123", "status", "480");
            try (var paul = Sipp.start(here.folder(), platform.sip(), "uac-is-refused", FreePorts.one(), words)) {
                paul.succeeds();
            }
            first.cancel();
            gina.succeeds();
        }
        assertThat(platform.log()
                        .await(CallRefused.class, it -> it.code().equals("admission.group-full"))
                        .text())
                .contains("1 of 1");
    }

    private Sipp phone(Workplace here, String name, String scenario) {
        return Sipp.start(here.folder(), platform.sip(), scenario, PORTS.get(name), Map.of("user", name));
    }

    private Sipp paul(Workplace here, String number) {
        var words = Map.of("user", "paul", "password", "paul-places-calls", "number", number);
        return Sipp.start(here.folder(), platform.sip(), "uac-hangs-up", FreePorts.one(), words);
    }
}
