package io.ringlog.edge.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.wire.DirectoryEntry;
import io.ringlog.wire.DirectoryEntry.NumberEntry;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumbersOfOthersSpec {

    private static final String BERLIN = "493012345678";

    private final DirectoryCopy directory = new DirectoryCopy(Set.of(), (written, how) -> Optional.empty());

    private void know(DirectoryEntry entry) {
        directory.changed(entry.key(), entry);
    }

    @Test
    void a_number_of_another_account_is_found_however_its_country_writes_it() {
        know(new NumberEntry(BERLIN, "acc_other"));

        for (String dialled :
                new String[] {BERLIN, "+" + BERLIN, "030 12345678", "00" + BERLIN, "011" + BERLIN, "(030) 123-456-78"
                }) {
            assertThat(directory.numbersLike(dialled, "acc_1")).as(dialled).containsExactly(BERLIN);
        }
        assertThat(directory.numbersLike("030 12345679", "acc_1")).isEmpty();
    }

    @Test
    void neither_what_is_gone_nor_ones_own_nor_what_is_too_short_to_say_whose_it_is() {
        NumberEntry number = new NumberEntry(BERLIN, "acc_other");
        know(number);

        assertThat(directory.numbersLike(BERLIN, "acc_other")).isEmpty();
        assertThat(directory.numbersLike("345678", "acc_1")).isEmpty();
        assertThat(directory.numbersLike("anna", "acc_1")).isEmpty();
        directory.changed(number.key(), null);
        assertThat(directory.numbersLike(BERLIN, "acc_1")).isEmpty();
    }

    @Test
    void a_few_that_end_alike_are_enough() {
        IntStream.range(1, 60).forEach(i -> know(new NumberEntry(i + "3012345678", "acc_other")));

        assertThat(directory.numbersLike("030 12345678", "acc_1")).hasSize(8);
    }
}
