package io.ringlog.edge.media;

import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command.Gather;
import io.ringlog.edge.Desk;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs gathers: gives the pure {@link Gathering} its clock and its prompt. At most one per leg. Desk thread only. */
public final class GatherRunner {

    /** What a gather needs from its surroundings. */
    public interface Ears {
        /** Plays the gather's prompt. */
        void prompt(Prompt prompt);

        void stopPrompt(String callId, String legId);

        void gathered(Gather asked, String digits, GatherEnd end);
    }

    /**
     * What is heard before keys are.
     *
     * @param refused to be run when it cannot be heard at all
     */
    public record Prompt(String callId, String legId, String playbackId, Sounds.Asked asked, Runnable refused) {}

    private record Spot(String callId, String legId) {}

    private static final class Running {
        final Gather asked;
        final Gathering gathering;
        boolean prompting;

        @Nullable
        Future<?> timer;

        Running(Gather asked) {
            this.asked = asked;
            this.gathering = new Gathering(asked);
        }
    }

    private static final String PLAYBACK_PREFIX = "gather/";

    private final Desk desk;
    private final Ears ears;
    private final Map<Spot, Running> running = new HashMap<>();

    public GatherRunner(Desk desk, Ears ears) {
        this.desk = desk;
        this.ears = ears;
    }

    /** True for the prompts of gathers, whose end is no fact of its own. */
    public static boolean owns(String playbackId) {
        return playbackId.startsWith(PLAYBACK_PREFIX);
    }

    public void start(Gather asked) {
        abandon(asked.callId(), asked.legId());
        Spot spot = new Spot(asked.callId(), asked.legId());
        Running run = new Running(asked);
        running.put(spot, run);
        if (asked.mediaIds().isEmpty()) {
            step(spot, run, run.gathering.promptOver());
            return;
        }
        run.prompting = true;
        ears.prompt(new Prompt(asked.callId(), asked.legId(), playback(asked), sounds(asked), () -> {
            run.prompting = false;
            step(spot, run, run.gathering.abandon());
        }));
    }

    public void promptOver(String callId, String legId, String playbackId) {
        with(callId, legId, (spot, run) -> {
            if (playbackId.equals(playback(run.asked))) {
                run.prompting = false;
                step(spot, run, run.gathering.promptOver());
            }
        });
    }

    public void key(String callId, String legId, char key) {
        with(callId, legId, (spot, run) -> step(spot, run, run.gathering.key(key)));
    }

    /** The leg is gone or does something else now. */
    public void abandon(String callId, String legId) {
        with(callId, legId, (spot, run) -> step(spot, run, run.gathering.abandon()));
    }

    private interface Action {
        void on(Spot spot, Running run);
    }

    private void with(String callId, String legId, Action action) {
        Spot spot = new Spot(callId, legId);
        Running run = running.get(spot);
        if (run != null) {
            action.on(spot, run);
        }
    }

    private void step(Spot spot, Running run, Gathering.Step step) {
        switch (step) {
            case Gathering.Step.Ignore() -> {}
            case Gathering.Step.Await(Duration atMost) -> {
                silence(spot, run);
                cancelTimer(run);
                run.timer = desk.after(atMost, () -> step(spot, run, run.gathering.timeOver()));
            }
            case Gathering.Step.Done(String digits, GatherEnd end) -> {
                running.remove(spot, run);
                cancelTimer(run);
                silence(spot, run);
                ears.gathered(run.asked, digits, end);
            }
        }
    }

    private void silence(Spot spot, Running run) {
        if (run.prompting) {
            run.prompting = false;
            ears.stopPrompt(spot.callId(), spot.legId());
        }
    }

    private static void cancelTimer(Running run) {
        Future<?> timer = run.timer;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private static Sounds.Asked sounds(Gather asked) {
        return new Sounds.Asked(asked.mediaIds(), asked.voice(), false);
    }

    private static String playback(Gather asked) {
        return PLAYBACK_PREFIX + asked.gatherId();
    }
}
