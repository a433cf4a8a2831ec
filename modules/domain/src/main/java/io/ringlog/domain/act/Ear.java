package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.node.Gathering;
import io.ringlog.domain.config.node.Recording;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.SoundStream;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.state.Hearing;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What legs hear of the media engine. A leg hears one thing at a time, for a listener who is told its end; one that the
 * engine does not have hears nothing.
 */
public final class Ear {

    /** Between two keys, when nobody says. */
    private static final int INTER_DIGIT_SEC = 3;

    private Ear() {}

    /**
     * A recording that was asked for.
     *
     * @param recordingId by which its end names it
     * @param commandId by which its failure names it
     */
    public record Recorded(String recordingId, String commandId) {}

    /** Gets the platform the caller's ear: the engine answers once, the first time something is to be heard. */
    public static void open(LiveCall call, Because because) {
        if (call.state().leg(CallFact.CALLER).orElse(null) instanceof Leg.Inviting caller) {
            call.change(it -> it.with(caller.hosted(call.now())).answeredAt(call.now()));
            call.command(new Command.AnswerLeg(call.id(), CallFact.CALLER));
            call.emit(new CallEvent.CallerAnswered(call.id(), CallFact.CALLER), because);
        }
    }

    /** Says something once. */
    public static void play(LiveCall call, String legId, Phrase phrase, Listener listener) {
        play(call, legId, phrase, false, null, listener);
    }

    /** Plays music until something else is heard. */
    public static void music(LiveCall call, String legId, Music music, Listener listener) {
        hosted(call, legId).ifPresent(leg -> {
            String id = hears(call, leg, "pb", listener);
            Optional<SoundStream> stream = music.stream(call);
            call.command(
                    stream.isPresent()
                            ? new Command.Play(call.id(), legId, id, List.of(), false, null, stream.get())
                            : new Command.Play(call.id(), legId, id, List.of(music.sound()), true, null));
        });
    }

    /** Says something, and plays the usual music after it until something else is heard. */
    public static void musicAfter(LiveCall call, String legId, Phrase phrase, Listener listener) {
        SoundStream stream = Music.USUAL.stream(call).orElse(null);
        Phrase whole = stream == null ? phrase.then(Phrase.sound(Music.USUAL.sound())) : phrase;
        play(call, legId, whole, stream == null, stream, listener);
    }

    private static void play(
            LiveCall call, String legId, Phrase phrase, boolean loop, @Nullable SoundStream stream, Listener listener) {
        hosted(call, legId).ifPresent(leg -> {
            String id = hears(call, leg, "pb", listener);
            Narrator narrator = Narrator.of(call, phrase);
            call.command(new Command.Play(call.id(), legId, id, narrator.say(phrase), loop, narrator.voice(), stream));
        });
    }

    /** Asks for keys. */
    public static void gather(LiveCall call, String legId, Gathering asked, Listener listener) {
        gather(call, legId, asked, null, listener);
    }

    /** Asks for a PIN, of which no more than its hash is told. */
    public static void gatherPin(LiveCall call, String legId, Gathering asked, String salt, Listener listener) {
        gather(call, legId, asked, salt, listener);
    }

    /**
     * Asks a leg for keys that has answered and is not in the call yet.
     *
     * @return by which the end of it is named
     */
    static String ask(LiveCall call, String legId, Gathering asked) {
        String id = call.turn().newId("ga");
        gather(call, legId, id, asked, null);
        return id;
    }

    private static void gather(LiveCall call, String legId, Gathering asked, @Nullable String salt, Listener listener) {
        hosted(call, legId).ifPresent(leg -> gather(call, legId, hears(call, leg, "ga", listener), asked, salt));
    }

    private static void gather(LiveCall call, String legId, String id, Gathering asked, @Nullable String salt) {
        String terminators = asked.terminators();
        Integer interDigitSec = asked.interDigitSec();
        Phrase phrase = asked.phrase();
        Narrator narrator = Narrator.of(call, phrase);
        call.command(new Command.Gather(
                call.id(),
                legId,
                id,
                narrator.say(phrase),
                asked.minDigits(),
                asked.maxDigits(),
                terminators == null ? "" : terminators,
                asked.timeoutSec() * 1000,
                (interDigitSec == null ? INTER_DIGIT_SEC : interDigitSec) * 1000,
                asked.bargeIn(),
                salt,
                phrase.isSilent() ? null : narrator.voice()));
    }

    /**
     * Records what a leg says; it hears nothing but a beep meanwhile.
     *
     * @return empty when the engine does not have the leg
     */
    public static Optional<Recorded> record(LiveCall call, String legId, Recording asked, Listener listener) {
        return record(call, legId, asked, "rec", listener);
    }

    /** The same; {@code prefix} begins the id of the recording. */
    public static Optional<Recorded> record(
            LiveCall call, String legId, Recording asked, String prefix, Listener listener) {
        return hosted(call, legId).map(leg -> {
            String id = hears(call, leg, prefix, listener);
            String command = call.command(new Command.RecordLeg(
                    call.id(), legId, id, asked.maxSec(), asked.silenceSec(), asked.terminators(), asked.beep()));
            return new Recorded(id, command);
        });
    }

    /** Tells a leg of a talk something, in place of the others; nobody is told its end. */
    public static void tell(LiveCall call, String legId, Phrase phrase) {
        String id = call.turn().newId("pb");
        Narrator narrator = Narrator.of(call, phrase);
        call.command(new Command.Play(call.id(), legId, id, narrator.say(phrase), false, narrator.voice()));
    }

    /** Tells all of a mixed talk something, beside each other; {@code call} is one of it. */
    public static void tellTalk(LiveCall call, String talkId, Phrase phrase) {
        Narrator narrator = Narrator.of(call, phrase);
        List<String> words = narrator.say(phrase);
        call.command(new Command.PlayToTalk(
                call.id(), talkId, words.getFirst(), words.subList(1, words.size()), narrator.voice()));
    }

    /** Ends whatever a leg hears; nobody is told. */
    public static void hush(LiveCall call, String legId) {
        hosted(call, legId).ifPresent(leg -> {
            call.change(it -> it.with(leg.hears(null)));
            call.command(new Command.StopMedia(call.id(), legId));
        });
    }

    /** Ends what only filled the time of whom a call is led for; what is said to them goes on. */
    public static void hushMusic(LiveCall call) {
        String guest = call.state().guestId();
        hosted(call, guest)
                .flatMap(leg -> Optional.ofNullable(leg.hearing()))
                .filter(hearing -> hearing.listener() instanceof Listener.Unheeded)
                .ifPresent(hearing -> hush(call, guest));
    }

    /** Something came to its end: who listens to it, if it is what the leg hears. It hears nothing then. */
    public static Optional<Listener> over(LiveCall call, String legId, String mediaId) {
        return hosted(call, legId)
                .flatMap(leg -> Optional.ofNullable(leg.hearing())
                        .filter(hearing -> hearing.mediaId().equals(mediaId))
                        .map(hearing -> {
                            call.change(it -> it.with(leg.hears(null)));
                            return hearing.listener();
                        }));
    }

    private static String hears(LiveCall call, Leg.Hosted leg, String prefix, Listener listener) {
        String id = call.turn().newId(prefix);
        call.change(it -> it.with(leg.hears(new Hearing(id, listener))));
        return id;
    }

    private static Optional<Leg.Hosted> hosted(LiveCall call, String legId) {
        return call.state().leg(legId).filter(Leg.Hosted.class::isInstance).map(Leg.Hosted.class::cast);
    }
}
