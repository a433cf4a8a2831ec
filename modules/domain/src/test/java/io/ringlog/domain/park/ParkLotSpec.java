package io.ringlog.domain.park;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.ParkLot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A slot is dialled by exactly its digits. */
class ParkLotSpec {

    private static final ParkLot LOT = new ParkLot("pk_1", "acc_1", "Reception", "700", 701, 3, 120, null);

    @ParameterizedTest
    @ValueSource(strings = {"701", "702", "703"})
    void a_slot_of_the_lot_is_one(String dialled) {
        assertThat(LOT.hasSlot(dialled)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "700", "704", "0701", "+701", "701#", "7O1", "٧٠١", "9999999999", "4294967997"})
    void anything_else_is_none(String dialled) {
        assertThat(LOT.hasSlot(dialled)).isFalse();
    }
}
