package io.ringlog.api.port;

import io.ringlog.domain.trial.TrialStory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call that was tried.
 *
 * @param name of the test; empty for none
 * @param differences what was expected and did not happen; none when it passed
 * @param path ids of the nodes that the call came to
 * @param why every step and decision in plain sentences
 * @param story the same as records; null when the test names somebody who is not there
 */
public record Trial(
        String name,
        boolean passed,
        List<String> differences,
        List<String> path,
        List<Step> why,
        @Nullable TrialStory story) {

    public Trial {
        differences = List.copyOf(differences);
        path = List.copyOf(path);
        why = List.copyOf(why);
    }
}
