package io.ringlog.edge.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DroppingRepeatedCommandsSpec {

    private final CommandGate gate = new CommandGate();

    @Test
    void an_id_passes_once() {
        assertThat(gate.letsThrough("3-17-1")).isTrue();
        assertThat(gate.letsThrough("3-17-1")).isFalse();
    }

    @Test
    void a_brain_that_decides_again_from_further_back_is_not_obeyed_twice() {
        gate.letsThrough("3-17-1");
        gate.letsThrough("3-17-2");
        gate.letsThrough("3-20-1");

        assertThat(gate.letsThrough("3-17-1")).isFalse();
        assertThat(gate.letsThrough("3-17-2")).isFalse();
        assertThat(gate.letsThrough("3-20-1")).isFalse();
        assertThat(gate.letsThrough("3-20-2")).isTrue();
        assertThat(gate.letsThrough("3-21-1")).isTrue();
    }

    @Test
    void partitions_do_not_know_each_other() {
        gate.letsThrough("3-100-1");

        assertThat(gate.letsThrough("4-1-1")).isTrue();
    }

    @Test
    void numbers_are_compared_as_numbers() {
        gate.letsThrough("0-9-9");

        assertThat(gate.letsThrough("0-9-10")).isTrue();
        assertThat(gate.letsThrough("0-10-1")).isTrue();
    }

    @Test
    void an_id_of_another_form_is_remembered_as_it_is() {
        assertThat(gate.letsThrough("by hand")).isTrue();
        assertThat(gate.letsThrough("by hand")).isFalse();
        assertThat(gate.letsThrough("by another hand")).isTrue();
    }
}
