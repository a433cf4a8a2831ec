package io.ringlog.domain.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.CallLimit;
import io.ringlog.domain.config.CallLimit.ScopeKind;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Rows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitScopesTest {

    @ParameterizedTest
    @CsvSource({
        "ACCOUNT, , , ANY, INTERNAL, 1",
        "ACCOUNT, , , IN, INBOUND, 1",
        "ACCOUNT, , , IN, OUTBOUND, 0",
        "ACCOUNT, , , OUT, OUTBOUND, 1",
        "ACCOUNT, , , OUT, INBOUND, 0",
        "ACCOUNT, , , DIALER, DIALER, 1",
        "ACCOUNT, , , DIALER, OUTBOUND, 0",
        "USER, us_anna, , ANY, OUTBOUND, 1",
        "USER, us_ben, , ANY, OUTBOUND, 0",
        "USER, , , ANY, OUTBOUND, 0",
        "DID, did_1, , ANY, INBOUND, 1",
        "DID, did_2, , ANY, INBOUND, 0",
        "DID, , , ANY, INBOUND, 0",
        "NUMBER, , , ANY, OUTBOUND, 1",
        "NUMBER, , 49*, ANY, INBOUND, 1",
        "NUMBER, , 49*, ANY, OUTBOUND, 0",
        "NUMBER, , 44, ANY, OUTBOUND, 1"
    })
    void a_limit_covers_its_scope_and_direction(
            ScopeKind kind,
            @Nullable String scopeId,
            @Nullable String pattern,
            CallLimit.Direction direction,
            Direction call,
            int rules) {
        AccountState state = new AccountState();
        state.put(new Granule.Configured(
                Draft.like(Rows.limit("lim_1", kind, direction, 60, 1))
                        .with("scopeId", scopeId)
                        .with("pattern", pattern)
                        .row(),
                1));

        assertThat(RateRules.of(state, head(call), BrainSpec.START)).hasSize(rules);
    }

    /** From 49, a user of the account, to 44, a number of the account. */
    private static CallHead head(Direction direction) {
        return new CallHead(
                Rows.ACCOUNT,
                "c1",
                direction,
                "49",
                null,
                "44",
                "us_anna",
                "did_1",
                "edge1",
                1,
                "c1",
                BrainSpec.START,
                null,
                null,
                null,
                null);
    }
}
