package io.ringlog.edge.call;

import io.ringlog.domain.journal.Lamp;
import io.ringlog.domain.journal.Light;
import io.ringlog.domain.journal.WatchCommand;
import io.ringlog.domain.journal.WatchCommand.AnswerWatch;
import io.ringlog.domain.journal.WatchCommand.ShowLamp;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.directory.DirectoryCopy;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.sip.Challenge;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.DigestAnswer;
import io.ringlog.sip.Notice;
import io.ringlog.sip.WatchAnswer;
import io.ringlog.sip.WatchRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SUBSCRIBE between the phone and the brain, and who is told when a lamp is lit otherwise. Desk thread only. */
final class Watches {

    static final int MOST_OF_ACCOUNT = 2_000;
    static final int MOST_OF_DEVICE = 64;

    private static final WatchAnswer LATER = WatchAnswer.refused(
            503, "Service Unavailable", Map.of("Retry-After", Long.toString(WrongAnswers.LATELY.toSeconds())), null);

    private record Place(String account, Lamp lamp) {}

    private record Device(String account, String realm, String username) {}

    private record Asked(Device device, String watchId) {}

    private record Watcher(Device device, Place place) {}

    private final DirectoryCopy directory;
    private final FactWriter facts;
    private final CallLine line;
    private final EdgeCounters counters;
    private final int waitingMax;
    private final WrongAnswers wrong;
    private final Map<String, Asked> waiting = new HashMap<>();
    private final Map<String, Watcher> watchers = new HashMap<>();
    private final Map<Place, Set<String>> byPlace = new HashMap<>();
    private final Map<String, Integer> byAccount = new HashMap<>();
    private final Map<Device, Integer> byDevice = new HashMap<>();

    Watches(DirectoryCopy directory, Endings.Surroundings with, WrongAnswers wrong, int waitingMax) {
        this.directory = directory;
        this.facts = with.facts();
        this.line = with.line();
        this.counters = with.counters();
        this.wrong = wrong;
        this.waitingMax = waitingMax;
    }

    void received(String requestId, WatchRequest request) {
        DigestAnswer digest = request.digest();
        Optional<String> account = directory.accountOfDomain(digest.realm());
        if (account.isEmpty()) {
            line.sip().answerWatch(requestId, WatchAnswer.refused(404, "Not Found", Map.of(), null));
            return;
        }
        Device device = new Device(account.get(), digest.realm(), digest.username());
        if (waiting.size() >= waitingMax
                || (!watchers.containsKey(request.watchId()) && areTooMany(device))
                || !wrong.mayAsk(requestId, digest, request.head().source())) {
            counters.add("watches.shed");
            line.sip().answerWatch(requestId, LATER);
            return;
        }
        waiting.put(requestId, new Asked(device, request.watchId()));
        counters.add("watches.asked");
        facts.write(account.get(), stamp -> FactForms.watch(stamp, requestId, request));
    }

    private boolean areTooMany(Device device) {
        return byAccount.getOrDefault(device.account(), 0) >= MOST_OF_ACCOUNT
                || byDevice.getOrDefault(device, 0) >= MOST_OF_DEVICE;
    }

    void missed(String requestId) {
        waiting.remove(requestId);
        wrong.forgotten(requestId);
        counters.add("watches.decided-too-late");
    }

    void order(String account, WatchCommand command) {
        switch (command) {
            case AnswerWatch it -> answer(it);
            case ShowLamp it -> show(new Place(account, it.lamp()), it.light());
        }
    }

    private void answer(AnswerWatch answer) {
        Asked asked = waiting.remove(answer.requestId());
        if (asked == null) {
            counters.add("commands.late");
            return;
        }
        // Others that were asked for meanwhile have been granted.
        if (answer.lamp() != null && !watchers.containsKey(asked.watchId()) && areTooMany(asked.device())) {
            counters.add("watches.shed");
            line.sip().answerWatch(answer.requestId(), LATER);
            return;
        }
        Lamp lamp = answer.lamp();
        Light light = answer.light();
        if (lamp == null || light == null) {
            counters.add("watches.refused");
            line.sip()
                    .answerWatch(
                            answer.requestId(), refusal(answer, asked.device().realm()));
            return;
        }
        int seconds = answer.expiresSec() == null ? 0 : answer.expiresSec();
        WatchAnswer granted = WatchAnswer.granted(seconds, notice(light), Boolean.TRUE.equals(answer.partial()));
        CommandOutcome outcome = line.sip().answerWatch(answer.requestId(), granted);
        counters.add(outcome == CommandOutcome.DONE ? "watches.granted" : "watches.too-late");
        if (outcome == CommandOutcome.DONE && seconds > 0) {
            add(
                    asked.watchId(),
                    new Watcher(asked.device(), new Place(asked.device().account(), lamp)));
        }
    }

    private static WatchAnswer refusal(AnswerWatch answer, String realm) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (answer.minExpiresSec() != null) {
            headers.put("Min-Expires", answer.minExpiresSec().toString());
        }
        if (answer.warning() != null) {
            headers.put("Warning", SipCommands.warning(answer.warning()));
        }
        Challenge again = answer.status() == 401 ? new Challenge(realm, WrongAnswers.isStale(answer.warning())) : null;
        return WatchAnswer.refused(answer.status(), answer.phrase(), headers, again);
    }

    private void show(Place place, Light light) {
        Notice notice = notice(light);
        counters.add("lamps.shown");
        Set<String> told = byPlace.getOrDefault(place, Set.of());
        if (!told.isEmpty()) {
            line.sip().changed(List.copyOf(told), notice);
        }
    }

    private static Notice notice(Light light) {
        return switch (light) {
            case Light.Presence it -> new Notice.Presence(it.open(), !it.talks().isEmpty());
            case Light.Messages it -> new Notice.Messages(it.fresh(), it.heard());
            case Light.Dialogs it ->
                new Notice.Dialogs(it.dialogs().stream()
                        .map(one -> new Notice.Dialog(
                                one.callId(),
                                one.confirmed(),
                                one.initiator(),
                                one.held(),
                                one.remote(),
                                one.remoteName()))
                        .toList());
        };
    }

    /** A refresh may lead elsewhere than the request before: an extension can be given to another user. */
    private void add(String watchId, Watcher next) {
        over(watchId);
        watchers.put(watchId, next);
        byPlace.computeIfAbsent(next.place(), any -> new LinkedHashSet<>()).add(watchId);
        byAccount.merge(next.device().account(), 1, Integer::sum);
        byDevice.merge(next.device(), 1, Integer::sum);
    }

    void over(String watchId) {
        Watcher gone = watchers.remove(watchId);
        if (gone != null) {
            byPlace.computeIfPresent(gone.place(), (place, ids) -> without(ids, watchId));
            byAccount.computeIfPresent(gone.device().account(), (account, n) -> n <= 1 ? null : n - 1);
            byDevice.computeIfPresent(gone.device(), (device, n) -> n <= 1 ? null : n - 1);
        }
    }

    private static @Nullable Set<String> without(Set<String> ids, String gone) {
        ids.remove(gone);
        return ids.isEmpty() ? null : ids;
    }
}
