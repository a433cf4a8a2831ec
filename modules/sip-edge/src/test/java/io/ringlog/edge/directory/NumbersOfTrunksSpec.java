package io.ringlog.edge.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.number.Numbering;
import io.ringlog.wire.DirectoryEntry;
import io.ringlog.wire.DirectoryEntry.AccountEntry;
import io.ringlog.wire.DirectoryEntry.NumberEntry;
import io.ringlog.wire.DirectoryEntry.Written;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose number a trunk calls, however it writes it. */
class NumbersOfTrunksSpec {
    private final DirectoryCopy directory = new DirectoryCopy(
            Set.of(),
            (written, how) -> written.startsWith("0") ? Optional.of("49" + written.substring(1)) : Optional.empty());

    private void know(DirectoryEntry entry) {
        directory.changed(entry.key(), entry);
    }

    @Test
    void a_number_is_found_as_its_trunk_writes_it_and_what_cannot_be_read_as_it_stands() {
        know(new NumberEntry("493012345678", "acc_1"));
        Numbering national = new Numbering("DE", false);

        assertThat(directory.accountOfNumber("03012345678", national)).contains("acc_1");
        assertThat(directory.accountOfNumber("+493012345678", national)).contains("acc_1");
        assertThat(directory.accountOfNumber("03012345678", null)).isEmpty();
        assertThat(directory.accountOfNumber("493012345678", null)).contains("acc_1");
    }

    @Test
    void the_country_is_the_trunks_else_that_of_its_account_and_else_nothing_is_read() {
        know(new AccountEntry("acc_1", "DE"));

        assertThat(directory.numbering("acc_1", new Written("AT", true))).isEqualTo(new Numbering("AT", true));
        assertThat(directory.numbering("acc_1", new Written(null, false))).isEqualTo(new Numbering("DE", false));
        assertThat(directory.numbering("acc_2", new Written(null, false))).isNull();
        assertThat(directory.numbering("acc_1", null)).isNull();
    }
}
