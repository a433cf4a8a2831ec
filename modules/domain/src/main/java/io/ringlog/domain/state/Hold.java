package io.ringlog.domain.state;

import java.util.List;

/**
 * A leg that has put the others of its talk on hold through the platform, or is about to.
 *
 * @param others the legs that hear music meanwhile, all of the same call
 * @param talkId the talk that is split, or that joins them again
 * @param commandId the command whose end is waited for; empty while on hold
 * @param requestId with {@code replyTo}: who waits for an answer; of the last one who asked
 */
public record Hold(
        String legId,
        List<String> others,
        Step step,
        String talkId,
        String commandId,
        String requestId,
        String replyTo) {

    /** How far it is. */
    public enum Step {
        TAKING_OVER,
        SPLITTING,
        ON_HOLD,
        JOINING
    }

    public Hold {
        others = List.copyOf(others);
    }

    /** Whether a leg has the others on hold or is one of them. */
    public boolean isOf(String leg) {
        return legId.equals(leg) || others.contains(leg);
    }

    /** One of the others is gone. */
    public Hold without(String gone) {
        List<String> left = others.stream().filter(leg -> !leg.equals(gone)).toList();
        return new Hold(legId, left, step, talkId, commandId, requestId, replyTo);
    }

    public Hold waits(Step next, String forCommand) {
        return new Hold(legId, others, next, talkId, forCommand, requestId, replyTo);
    }

    public Hold held() {
        return waits(Step.ON_HOLD, "");
    }

    /** Somebody else asks for what comes next. */
    public Hold asked(String request, String by) {
        return new Hold(legId, others, step, talkId, commandId, request, by);
    }

    public Hold inTalk(String next) {
        return new Hold(legId, others, step, next, commandId, requestId, replyTo);
    }
}
