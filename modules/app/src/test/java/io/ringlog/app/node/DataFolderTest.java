package io.ringlog.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temp;

    @Test
    void a_folder_in_use_is_refused_with_the_pid_of_who_has_it() {
        try (var first = DataFolder.take(temp.resolve("data"))) {
            assertThatThrownBy(() -> DataFolder.take(first.path()))
                    .isInstanceOf(DataFolder.FolderTaken.class)
                    .hasMessageContaining(
                            "in use by the process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void a_folder_that_was_given_back_can_be_taken_again() {
        DataFolder.take(temp).close();

        try (var again = DataFolder.take(temp)) {
            assertThat(again.path()).isAbsolute();
        }
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.take(file.resolve("data")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }
}
