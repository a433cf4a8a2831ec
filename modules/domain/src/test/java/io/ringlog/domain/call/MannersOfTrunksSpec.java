package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Manner;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trunk wants in a way of its own goes with the call to it. */
class MannersOfTrunksSpec {
    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut();

    private @Nullable Manner manner() {
        brain.when(phones.calls("c1", "anna", "089 1234567"));
        InviteParty invite = brain.commands(InviteParty.class).getFirst();
        return Objects.requireNonNull(invite.targets().getFirst().shown()).manner();
    }

    @ParameterizedTest
    @ValueSource(strings = {"codecs", "headersRemoved", "headersAdded"})
    void what_it_wants_is_told_to_the_edge(String field) {
        brain.given(Phones.trunk("tr_1").with(field, List.of(field)).row());

        Manner manner = manner();

        assertThat(manner).isNotNull();
        assertThat(Stream.of(manner.codecs(), manner.headersRemoved(), manner.headersAdded())
                        .flatMap(List::stream))
                .containsExactly(field);
    }

    @Test
    void who_wants_nothing_has_no_manner() {
        assertThat(manner()).isNull();
    }
}
