package io.ringlog.edge.media;

import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.kernel.Code;
import io.ringlog.relay.LegCounters;
import io.ringlog.relay.LegKey;
import io.ringlog.relay.MediaRelay;
import io.ringlog.relay.Playback;
import io.ringlog.relay.PlaybackEnd;
import io.ringlog.relay.PortFigures;
import io.ringlog.relay.PortsExhausted;
import io.ringlog.relay.RelayListener;
import io.ringlog.relay.RelayOverloaded;
import io.ringlog.relay.TalkRefused;
import io.ringlog.relay.Tape;
import io.ringlog.relay.dtls.DtlsDoor;
import io.ringlog.sip.sdp.Keyless;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the edge does with media: descriptions through the relay, sound to a leg, two legs joined. Any thread; sounds
 * and who talks to whom by the desk's alone.
 */
public final class MediaDesk {

    private static final Logger LOG = LoggerFactory.getLogger(MediaDesk.class);

    private final MediaRelay relay;
    private final RelayListener news;
    private final Openings openings;
    private final EdgeCounters counters;
    private final DtlsDoor door;
    private final Map<String, CallMedia> calls = new ConcurrentHashMap<>();

    /** @param news hears of playbacks that are overtaken before they begin, as of all others by the relay */
    public MediaDesk(MediaRelay relay, RelayListener news, Openings openings, EdgeCounters counters) {
        this.relay = relay;
        this.news = news;
        this.openings = openings;
        this.counters = counters;
        this.door = new DtlsDoor(outcome -> counters.add("dtls." + outcome));
    }

    /** The caller's media is always encrypted, or never, whatever it offers. */
    public void keep(String callId, String callerLeg, MediaEncryption rule) {
        Optional.ofNullable(calls.get(callId)).ifPresent(media -> media.keep(callerLeg, rule));
    }

    /** What stands in the way of an answer to the caller's offer. */
    public Code whyNotAnswered(String callId, String callerLeg) {
        return calls.get(callId) instanceof CallMedia media
                ? media.whyNotAnswered(callerLeg)
                : Obstacle.NO_COMMON_CODEC;
    }

    /** A call is there; its caller's media may come from elsewhere than its description says. */
    public void begin(String callId, String callerLeg, @Nullable String offer, String sourceAddress) {
        CallMedia media = new CallMedia(callId, relay, door, offer);
        media.from(callerLeg, sourceAddress);
        calls.put(callId, media);
    }

    /** A call that nobody called in on is there. */
    public void begin(String callId) {
        calls.put(callId, new CallMedia(callId, relay, door, null));
    }

    /** What a party of a call may speak, the preferred first, by their names in lower case. */
    public void keep(String callId, String legId, List<String> codecs) {
        Optional.ofNullable(calls.get(callId)).ifPresent(media -> media.keep(legId, codecs));
    }

    /** False when the caller's offer names no address that media could go to: such a call is not passed on. */
    public boolean callerCanBeHeard(String callId) {
        CallMedia media = calls.get(callId);
        return media == null || media.callerCanBeHeard();
    }

    /** Takes the relay ports of a leg that is about to be rung; false when there are none. */
    public boolean prepare(String callId, String legId, Rung rung) {
        CallMedia media = calls.get(callId);
        if (media == null) {
            return false;
        }
        try {
            media.open(legId, rung);
            return true;
        } catch (PortsExhausted | RelayOverloaded none) {
            return refused(callId, none);
        }
    }

    /** A description on its way through a proxied call; as it came where nothing can be done and no key is in it. */
    public String passed(String callId, Passage passage, String sdp) {
        CallMedia media = calls.get(callId);
        if (media == null) {
            return Keyless.own(sdp);
        }
        try {
            return media.passed(passage, sdp);
        } catch (PortsExhausted | RelayOverloaded | TalkRefused none) {
            refused(callId, none);
            return media.untouched(passage, sdp);
        }
    }

    /** Our answer to the caller's offer, or our offer where there was none; empty without a common codec or a port. */
    public Optional<String> answer(String callId, String legId) {
        CallMedia media = calls.get(callId);
        try {
            return media == null ? Optional.empty() : media.answer(legId);
        } catch (PortsExhausted | RelayOverloaded none) {
            refused(callId, none);
            return Optional.empty();
        }
    }

    /** Our offer to a leg that shall talk to {@code peerLeg}; empty when there is no port. */
    public Optional<String> offer(String callId, String legId, String peerLeg, Rung rung) {
        CallMedia media = calls.get(callId);
        if (media == null) {
            return Optional.empty();
        }
        try {
            media.from(legId, rung.source());
            return Optional.of(media.offer(legId, peerLeg, rung));
        } catch (PortsExhausted | RelayOverloaded none) {
            refused(callId, none);
            return Optional.empty();
        }
    }

    /** Our offer as who is at this address is to see it; empty where it stays as it is. */
    public Optional<String> offerAt(String callId, String legId, String address) {
        CallMedia media = calls.get(callId);
        return media == null ? Optional.empty() : media.offerAt(legId, address);
    }

    /** A party of a proxied call has answered; false when neither side could hear the other. */
    public boolean established(String callId, String callerLeg, String legId) {
        CallMedia media = calls.get(callId);
        return media == null || media.established(callerLeg, legId);
    }

    /** The platform has answered a leg: from now on it is to be heard. */
    public void due(String callId, String legId) {
        relay.due(callId, legId);
    }

    /** How the port pairs stand. */
    public PortFigures ports() {
        return relay.ports();
    }

    /** Whether another leg of its attempt has answered before, and talks. */
    public boolean isTaken(String callId, String legId) {
        return calls.get(callId) instanceof CallMedia media && media.isTaken(legId);
    }

    public boolean accepted(String callId, String legId, @Nullable String sdp) {
        return calls.get(callId) instanceof CallMedia media && media.accepted(legId, sdp);
    }

    /** A party has changed its session by answering an offer of ours; false when there can be no session at all. */
    public boolean changed(String callId, String legId, String sdp) {
        CallMedia media = calls.get(callId);
        return media == null || !media.isEngineSide(legId) || media.answered(legId, sdp);
    }

    public @Nullable String reanswer(String callId, String legId, String sdp) {
        CallMedia media = calls.get(callId);
        return media == null ? null : media.reanswer(legId, sdp);
    }

    public @Nullable String reoffer(String callId, String legId) {
        CallMedia media = calls.get(callId);
        return media == null ? null : media.reoffer(legId);
    }

    /** A proxied call is ours now; answers which of its two legs must be offered another session. */
    public Set<String> takeOver(String callId, String legA, String legB) {
        CallMedia media = calls.get(callId);
        return media == null ? Set.of() : media.takeOver(legA, legB);
    }

    /** Legs of any calls join a talk and leave the one they were in; false when it is full or a leg has no media. */
    public boolean join(String talkId, List<LegKey> legs) {
        return entered(talkId, legs, () -> relay.join(talkId, legs));
    }

    /** A leg joins a talk in which all are mixed; false when it is full or the leg has no media. */
    public boolean mix(String talkId, LegKey leg, boolean muted) {
        return entered(talkId, List.of(leg), () -> relay.mix(talkId, leg, muted));
    }

    /** A leg hears a talk, and those of it hear the leg, all where null; false when it is full or has no media. */
    public boolean overhear(String talkId, LegKey leg, @Nullable List<LegKey> heardBy) {
        return entered(talkId, List.of(leg), () -> relay.overhear(talkId, leg, heardBy));
    }

    private interface Entry {
        void carryOut() throws TalkRefused;
    }

    private boolean entered(String talkId, List<LegKey> legs, Entry entry) {
        try {
            boolean open = legs.stream()
                    .allMatch(leg -> counters(leg.callId(), leg.legId()).isPresent());
            if (open) {
                entry.carryOut();
                legs.forEach(leg -> forget(leg.callId(), leg.legId()));
            }
            return open;
        } catch (TalkRefused | RelayOverloaded refused) {
            return refused(talkId, refused);
        }
    }

    /** False when the loop is too busy. */
    public boolean mute(String callId, String legId, boolean muted) {
        return handed(callId, () -> relay.mute(callId, legId, muted));
    }

    /** Lets all of a mixed talk hear a sound, or what is built in for want of it; nothing when the loop is too busy. */
    public void sound(String account, String talkId, Sounds.Asked sound) {
        var asked = new Openings.Asked(account, sound);
        openings.open(new Openings.Place(talkId, sound.first()), asked, new Openings.Taker() {
            @Override
            public void opened(Sounds.Heard heard) {
                handed(talkId, () -> relay.sound(talkId, heard.source()));
            }

            @Override
            public void overtaken() {}
        });
    }

    /** All legs of a talk are the engine's again. */
    public void split(String talkId) {
        relay.split(talkId);
    }

    /** The evidence of who carries a leg's media: what the engine made for it and what its peer sent it. */
    public String said(String callId, String legId) {
        return relay.counters(callId, legId).map(MediaDesk::said).orElse("closed");
    }

    static String said(LegCounters counters) {
        return "in " + counters.packetsIn() + ", from engine " + counters.engineOut() + ", from peer "
                + counters.forwardedOut();
    }

    /** What has passed through all legs, those that are closed included. */
    public LegCounters totals() {
        return relay.totals();
    }

    /** What has passed through a leg, while it is open. */
    public Optional<LegCounters> counters(String callId, String legId) {
        return relay.counters(callId, legId);
    }

    /** How the media of a leg has got through so far; empty while nothing was measured of one in the clear. */
    public Optional<MediaFigures> figures(String callId, String legId) {
        CallMedia media = calls.get(callId);
        String suite = media == null ? null : media.suite(legId);
        return relay.quality(callId, legId)
                .filter(quality -> suite != null || !quality.isEmpty())
                .map(quality -> Figures.of(legId, suite, quality));
    }

    /** Plays as soon as the sound is open; its end is told under the same playback id, also of what never began. */
    public void play(String account, LegKey leg, Sound sound, Played played) {
        var asked = new Openings.Asked(account, sound.asked());
        openings.open(new Openings.Place(leg.callId(), leg.legId()), asked, new Openings.Taker() {
            @Override
            public void opened(Sounds.Heard heard) {
                begin(leg, sound, heard, played);
            }

            @Override
            public void overtaken() {
                news.playbackFinished(leg.callId(), leg.legId(), sound.playbackId(), PlaybackEnd.REPLACED);
            }
        });
    }

    private void begin(LegKey leg, Sound sound, Sounds.Heard heard, Played played) {
        heard.missing().forEach(it -> {
            counters.add("media.missing");
            LOG.warn("call {} hears another sound: {}", leg.callId(), it.why());
        });
        Playback playback = new Playback(sound.playbackId(), heard.source());
        if (handed(leg.callId(), () -> relay.play(leg.callId(), leg.legId(), playback))) {
            heard.missing().forEach(played::missing);
        } else {
            played.refused();
        }
    }

    private void forget(String callId, String legId) {
        openings.forget(new Openings.Place(callId, legId));
    }

    /** What to play, under which name. */
    public record Sound(String playbackId, Sounds.Asked asked) {}

    public void stop(String callId, String legId) {
        forget(callId, legId);
        relay.stop(callId, legId);
    }

    /** Records what a leg says from now on; false when the loop is too busy, and the tape hears nothing. */
    public boolean record(String callId, String legId, Tape tape) {
        return handed(callId, () -> relay.record(callId, legId, tape));
    }

    public void endRecording(String callId, String legId) {
        relay.endRecording(callId, legId);
    }

    /** Records what a leg says and is told from now on; false when the loop is too busy, and the tape hears nothing. */
    public boolean recordTalk(String callId, String legId, Tape tape) {
        return handed(callId, () -> relay.recordTalk(callId, legId, tape));
    }

    public void endTalkRecording(String callId, String legId) {
        relay.endTalkRecording(callId, legId);
    }

    /** Has keys of a leg told while it talks too; not when the loop is too busy. */
    public void listenForDigits(String callId, String legId) {
        handed(callId, () -> relay.listenForDigits(callId, legId, true));
    }

    public void pressed(String callId, String legId, char key, int durationMs) {
        handed(callId, () -> relay.pressed(callId, legId, key, durationMs));
    }

    /** Whether what a leg and whoever it talks to say is in a codec that can be recorded. */
    public boolean isRecordable(String callId, String legId) {
        return calls.get(callId) instanceof CallMedia media && media.isRecordable(legId);
    }

    /** Lets a leg and whoever it talks to hear a sound, or what is built in for want of it. */
    public void notice(String account, String callId, String legId, Sound sound) {
        var asked = new Openings.Asked(account, sound.asked());
        openings.open(new Openings.Place(sound.playbackId(), null), asked, new Openings.Taker() {
            @Override
            public void opened(Sounds.Heard heard) {
                handed(
                        callId,
                        () -> relay.notice(callId, legId, sound.playbackId(), List.of(heard.source(), heard.source())));
            }

            @Override
            public void overtaken() {}
        });
    }

    public void closeLeg(String callId, String legId) {
        forget(callId, legId);
        CallMedia media = calls.get(callId);
        if (media != null) {
            media.closeLeg(legId);
        }
    }

    public void end(String callId) {
        if (calls.remove(callId) != null) {
            relay.closeCall(callId);
        }
    }

    private boolean handed(String id, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RelayOverloaded busy) {
            return refused(id, busy);
        }
    }

    private boolean refused(String callId, Exception why) {
        counters.add("media.refused");
        LOG.warn("call {} gets no media: {}", callId, why.getMessage());
        return false;
    }
}
