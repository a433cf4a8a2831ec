package io.ringlog.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordsTest {
    record Phone(String name, @Nullable Integer lines, boolean rings) {}

    private final Phone phone = new Phone("desk", 2, true);

    @Test
    void what_is_named_is_other_and_all_else_is_the_same() {
        assertThat(Records.with(phone, Map.of("name", "hall", "rings", false))).isEqualTo(new Phone("hall", 2, false));
    }

    @Test
    void a_component_may_become_null() {
        assertThat(Records.with(phone, Collections.singletonMap("lines", null)))
                .isEqualTo(new Phone("desk", null, true));
    }

    @Test
    void what_is_no_component_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Records.with(phone, Map.of("lamps", 3)))
                .withMessageContaining("lamps");
    }
}
