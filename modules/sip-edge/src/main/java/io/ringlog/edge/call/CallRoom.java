package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.Outgoing.CommandRecord;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.edge.DecisionTimes;
import io.ringlog.edge.Desk;
import io.ringlog.edge.EdgeConfig;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.directory.DirectoryCopy;
import io.ringlog.edge.directory.OtherEdges;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.edge.media.CodeEars;
import io.ringlog.edge.media.GatherRunner;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.edge.recording.Finished;
import io.ringlog.edge.recording.RecordRunner;
import io.ringlog.edge.recording.RecordingWriter;
import io.ringlog.edge.recording.TalkTapes;
import io.ringlog.edge.security.Sightings;
import io.ringlog.edge.trunk.Lines;
import io.ringlog.edge.trunk.Loops;
import io.ringlog.edge.trunk.TrunkDesk;
import io.ringlog.sip.RequestHead;
import io.ringlog.sip.SipFacts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Puts together everything that deals with live calls, and is its only door. */
public final class CallRoom {

    private final Desk desk;
    private final CallBook book = new CallBook();
    private final CallLine line = new CallLine();
    private final FactWriter facts;
    private final CallIds ids;
    private final Endings endings;
    private final SipNews news;
    private final CommandRunner commands;
    private final DecisionTimes decisions = new DecisionTimes();

    /** What calls are made of; {@code logAway} is true while facts do not reach the journal. */
    public record Parts(
            EdgeConfig config,
            Desk desk,
            DirectoryCopy directory,
            FactWriter facts,
            CallIds ids,
            MediaDesk media,
            RecordingWriter recordings,
            RelayNews relayNews,
            Lines lines,
            Sightings sightings,
            Loops loops,
            OtherEdges others,
            EdgeCounters counters,
            Instant started,
            BooleanSupplier logAway) {}

    public CallRoom(Parts parts) {
        EdgeConfig config = parts.config();
        this.facts = parts.facts();
        this.ids = parts.ids();
        this.desk = parts.desk();
        GatherRunner gathers = new GatherRunner(desk, new GatherEars(desk, book, facts, parts.media()));
        Studio studio = new Studio(facts, parts.media(), parts.counters());
        RecordRunner recordings = new RecordRunner(desk, parts.recordings(), studio);
        CodeEars codes =
                new CodeEars(InstantSource.system(), new TalkKeys(book, facts, parts.media(), parts.counters()));
        TalkTapes tapes = new TalkTapes(desk, parts.recordings(), studio);
        Talks talks = new Talks();
        Endings.Surroundings with = new Endings.Surroundings(
                book, facts, parts.media(), gathers, recordings, tapes, codes, talks, line, desk, parts.counters());
        this.endings = new Endings(with, new Endings.Rule(config.waits().alone(), parts.logAway()));
        WrongAnswers wrong = new WrongAnswers(InstantSource.system(), parts.sightings());
        Registers registers =
                new Registers(parts.directory(), with, wrong, config.limits().waitingRegisters());
        Watches watches =
                new Watches(parts.directory(), with, wrong, config.limits().waitingRegisters());
        TakeOvers takeOvers = new TakeOvers(with);
        Measures measures = new Measures(with, config.media().measured());
        TrunkDesk trunks = new TrunkDesk(facts, line::sip, parts.lines(), parts.counters());
        Callees callees = new Callees(parts.directory(), parts.lines(), parts.loops());
        this.news = new SipNews(
                with, callees, new SipNews.Hands(registers, watches, wrong, endings, takeOvers, measures, trunks));
        CommandRunner.Hands hands = new CommandRunner.Hands(
                registers,
                watches,
                new SipCommands(with, endings, new Places(config, parts.loops(), parts.others(), line), config),
                new MediaCommands(with, endings),
                new TalkCommands(with),
                takeOvers,
                measures,
                trunks,
                parts.recordings(),
                callees);
        this.commands = new CommandRunner(with, hands, wrong, decisions, parts.started());
        parts.relayNews().reportTo(new MediaNews(with, endings));
    }

    public SipFacts sipFacts() {
        return news;
    }

    public Consumer<CommandRecord> commands() {
        return commands;
    }

    public CallLine line() {
        return line;
    }

    /** Tells the log of a call that belongs to nobody here; it has been answered already. */
    public void strangerCalled(RequestHead head) {
        facts.write(JournalRecord.PLATFORM, stamp -> FactForms.stranger(stamp, ids.next(), head));
    }

    /** Tells the log of a recording that an earlier start left. */
    public static void tell(Finished left, Runnable kept, FactWriter facts, EdgeCounters counters) {
        Studio.tell(left, kept, facts, counters);
    }

    public int liveCalls() {
        return book.size();
    }

    /** The legs of live calls that are not over; completes on the desk. */
    public CompletableFuture<Integer> liveLegs() {
        return CompletableFuture.supplyAsync(
                () -> book.all().stream().mapToInt(call -> call.alive().size()).sum(), desk);
    }

    /** How long calls waited for their first decision. */
    public DecisionTimes decisions() {
        return decisions;
    }

    /** Ends all calls, as the edge leaves; completes when everybody has been told. */
    public CompletableFuture<Void> endAll() {
        return CompletableFuture.runAsync(
                () -> book.all().forEach(call -> endings.endAll(call, Cause.NODE_STOPPED.code(), EndedBy.NODE_STOPPED)),
                desk);
    }
}
