package io.ringlog.domain.presence;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.LastWord;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.FeatureDialled;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.kernel.Because;
import java.util.Optional;

/** What agents wish by telephone: decided as what they wish over REST is, and confirmed by a tone. */
public final class AgentCodes implements Concern {

    @Override
    public void receive(Input input, Turn turn) {}

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof FeatureDialled dialled) {
            verb(dialled)
                    .ifPresent(verb ->
                            turn.live(dialled.callId()).ifPresent(call -> wishes(call, verb, dialled.argument())));
        }
    }

    private static Optional<Verb> verb(FeatureDialled dialled) {
        return switch (dialled.feature()) {
            case AGENT_LOGIN -> Optional.of(Verb.LOGIN);
            case AGENT_LOGOUT -> Optional.of(Verb.LOGOUT);
            case AGENT_AVAILABLE -> Optional.of(Verb.AVAILABLE);
            case AGENT_PAUSE -> Optional.of(Verb.PAUSE);
            case PICKUP,
                    PICKUP_GROUP,
                    FORWARD_ON,
                    FORWARD_OFF,
                    DND_ON,
                    DND_OFF,
                    CALL_BACK,
                    CALL_BACK_OFF,
                    REDIAL,
                    SUPERVISE,
                    ECHO,
                    CLOCK,
                    MAILBOX_OWN,
                    MAILBOX_OTHER -> Optional.empty();
        };
    }

    private static void wishes(LiveCall call, Verb verb, String reason) {
        Turn turn = call.turn();
        SipUser user =
                turn.state().config().user(String.valueOf(call.head().userId())).orElseThrow();
        Wish wish = new Wish(verb, null, reason.isEmpty() ? null : reason, "call/" + call.id());
        Agents.wishes(turn, user, wish)
                .ifPresentOrElse(
                        why -> {
                            turn.emit(
                                    new AgentEvent.AgentActionRefused(user.id(), why.code(), why.text()),
                                    why.because().with("actor", wish.actor()));
                            CallEnding.refuse(call, why);
                        },
                        () -> done(call, user));
    }

    private static void done(LiveCall call, SipUser user) {
        Because because = Because.of("feature.agent");
        call.emit(new CallEvent.FeatureCarriedOut(call.id(), user.id()), because);
        LastWord.say(call, LastWord.CONFIRMED, because);
    }
}
