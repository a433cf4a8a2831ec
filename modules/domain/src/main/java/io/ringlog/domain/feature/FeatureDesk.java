package io.ringlog.domain.feature;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.LastWord;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.FeatureCode.Feature;
import io.ringlog.domain.journal.CallEvent.FeatureDialled;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.schedule.ScheduleEvaluator;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.kernel.Because;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Lets whoever wants to know whether they are heard hear themselves, for as long as the engine's echo lasts, and tells
 * whoever asks what time it is; refuses to redial nothing, and forgets with a user what they called.
 */
public final class FeatureDesk implements Concern {

    private static final Phrase ECHO = Phrase.sound("system/echo");

    @Override
    public void receive(Input input, Turn turn) {}

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof FeatureDialled dialled) {
            turn.live(dialled.callId()).ifPresent(call -> dialled(call, dialled));
        } else if (event instanceof ConfigApplied applied && applied.removed()) {
            turn.state().lastDialled(applied.rowId()).ifPresent(turn::remove);
        }
    }

    private static void dialled(LiveCall call, FeatureDialled dialled) {
        if (dialled.feature() == Feature.ECHO) {
            LastWord.say(call, ECHO, Because.of("feature.echo"));
        } else if (dialled.feature() == Feature.CLOCK) {
            ZoneId zone = ScheduleEvaluator.zoneOf(
                    call.turn().state().config(), call.turn().account());
            Phrase time = Phrase.of(Words.TIME_IS).then(Phrase.clock(LocalTime.ofInstant(call.now(), zone)));
            LastWord.say(call, time, Because.of("feature.clock").with("zone", zone.getId()));
        } else if (dialled.feature() == Feature.REDIAL && dialled.argument().isEmpty()) {
            CallEnding.refuse(call, Refusal.REDIAL_NOTHING.rejection("the user has called nobody yet"));
        }
    }
}
