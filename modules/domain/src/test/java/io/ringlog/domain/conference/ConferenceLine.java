package io.ringlog.domain.conference;

import io.ringlog.domain.config.Conference;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command.MixLeg;
import io.ringlog.domain.journal.Command.SplitTalk;
import io.ringlog.domain.journal.ConferenceActed;
import io.ringlog.domain.journal.ConferenceActed.Act;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.state.Room;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One room at number 700, callers of a trunk, and an edge that does what it is told. */
final class ConferenceLine {

    static final String ROOM = "conf_1";

    final Facts facts = new Facts("edge1", 1);
    final BrainSpec brain = Phones.office();

    ConferenceLine(Conference row) {
        brain.given(Rows.trunk(), Rows.did("700", DestKind.CONFERENCE, ROOM), row);
    }

    /** Somebody calls the room. */
    ConferenceLine calls(String callId) {
        brain.when(facts.inviteFromTrunk(callId, Rows.TRUNK, "491", "700"));
        return this;
    }

    /** Somebody calls and is let in at once, and the edge has done what follows. */
    ConferenceLine with(String... callIds) {
        for (String callId : callIds) {
            calls(callId);
            obeyed();
        }
        return this;
    }

    /** Somebody calls and types this; the edge has done what follows. */
    ConferenceLine withPin(String callId, String pin) {
        calls(callId).types(callId, pin);
        obeyed();
        return this;
    }

    ConferenceLine types(String callId, String digits) {
        brain.when(facts.gathered(callId, brain.hears(callId, "a"), digits, GatherEnd.TERMINATOR));
        return this;
    }

    ConferenceLine hangsUp(String callId) {
        brain.when(facts.hungUp(callId, "a"));
        return this;
    }

    /** The edge has mixed and split as it was told last. */
    ConferenceLine obeyed() {
        List<MixLeg> mixes = brain.commands(MixLeg.class);
        List<SplitTalk> splits = brain.commands(SplitTalk.class);
        splits.forEach(it -> brain.given(facts.split(it.callId(), it.talkId())));
        mixes.forEach(it ->
                brain.given(facts.joined(it.callId(), it.talkId(), List.of(new LegRef(it.callId(), it.legId())))));
        return this;
    }

    ConferenceLine asks(Act act, @Nullable String callId) {
        brain.when(new ConferenceActed("req-1", "api-1", ROOM, act, callId, "key_1"));
        return this;
    }

    String replied() {
        return ((Reply) brain.effects().getLast()).code();
    }

    Room room() {
        return brain.state().room(ROOM).orElseThrow();
    }

    boolean isEmpty() {
        return brain.state().room(ROOM).isEmpty();
    }

    /** The calls whose legs are in the room's talk. */
    List<String> talking() {
        return brain.state().talk(String.valueOf(room().talkId())).orElseThrow().legs().stream()
                .map(LegRef::callId)
                .toList();
    }
}
