package io.ringlog.domain.trial;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call that was tried.
 *
 * @param events of the call, each with its reason, as production would have written them
 * @param heard what was played to the caller
 * @param variables at the end of the flow
 * @param inputsUsed how many inputs of the script the call came to
 */
public record TrialStory(
        List<EventRecord> events, List<Heard> heard, SortedMap<String, String> variables, End end, int inputsUsed) {

    public TrialStory {
        events = List.copyOf(events);
        heard = List.copyOf(heard);
    }

    /**
     * Sounds that were played one after the other.
     *
     * @param nodeId the node that had them played; null before the first and for what others than nodes play
     * @param mediaIds sounds of the account, prompts by their names, and after {@code text:} what is spoken
     * @param loop whether the last goes on without end
     */
    public record Heard(Instant at, @Nullable String nodeId, List<String> mediaIds, boolean loop) {
        public Heard {
            mediaIds = List.copyOf(mediaIds);
        }
    }

    /**
     * Where the story ends.
     *
     * @param nodeId the node the call stood at last; null when it came to none
     * @param detail a code for how it ended, or what it was sent to; empty where there is nothing to say
     */
    public record End(How how, Instant at, @Nullable String nodeId, String detail, String text) {}

    /** How a story ends. */
    public enum How {
        /** Somebody answered and talks with the caller; the detail is who. */
        ANSWERED,
        /** The flow sent the call elsewhere; the detail is the target, as {@code voicemail vm_1}. */
        SENT,
        /** The platform ended the call; the detail is the cause in CDR and story. */
        ENDED,
        /** The caller hung up. */
        HUNG_UP,
        /** The script does not say what happens next; the detail is the input that is missing. */
        INPUT_MISSING,
        /** The next input is not what the call waits for, or cannot be; the detail is the input that was wanted. */
        INPUT_UNFIT,
        /** More happened than a trial takes. */
        TOO_LONG
    }
}
