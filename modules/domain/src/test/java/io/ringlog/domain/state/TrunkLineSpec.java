package io.ringlog.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.testing.Rows;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a registration at a trunk remembers from one question to the next. */
class TrunkLineSpec {

    @Test
    void a_life_that_was_made_longer_is_kept_while_it_is_good_and_forgotten_with_a_failure() {
        SipTrunk trunk = Rows.trunk();
        TrunkLine longer = TrunkLine.begun(trunk, "reg-1").askingAgain("ask-2", trunk.expireSec() * 2);

        assertThat(longer.registered(new TrunkLine.Bound("sip:127.0.0.1:5060", Instant.EPOCH), List.of())
                        .expiresSec())
                .isEqualTo(trunk.expireSec() * 2);
        assertThat(longer.failed().expiresSec()).isEqualTo(trunk.expireSec());
    }
}
