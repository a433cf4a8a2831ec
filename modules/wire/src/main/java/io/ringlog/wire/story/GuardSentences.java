package io.ringlog.wire.story;

import io.ringlog.domain.journal.ChannelEvent;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.FraudEvent;
import io.ringlog.domain.journal.SecurityEvent;

/** What guards platform and accounts did, in a sentence. */
final class GuardSentences {

    private GuardSentences() {}

    static String of(Event.WindowsReset reset) {
        String which = reset.windowId() == null ? "All limits count" : "Limit " + reset.windowId() + " counts";
        return which + " anew, as " + reset.actor() + " asked: " + reset.text() + ".";
    }

    static String of(SecurityEvent event) {
        return switch (event) {
            case SecurityEvent.SourceBanned it ->
                it.network() + " is banned until " + it.until() + ": " + it.code() + ", " + it.text() + ".";
            case SecurityEvent.BanHeld it -> "Of " + it.network() + ", " + it.dropped() + " packets were dropped.";
            case SecurityEvent.BanLifted it -> it.network() + " is banned no more: " + it.code() + ".";
            case SecurityEvent.SecurityRuleChanged _ -> "More or less is borne of addresses from now on.";
        };
    }

    static String of(ChannelEvent event) {
        return switch (event) {
            case ChannelEvent.ChannelsHeld it ->
                "It holds " + it.held() + " channels of the " + it.ceiling() + " that " + it.of()
                        + " has for all accounts below it.";
            case ChannelEvent.ChannelsLent it ->
                it.to() + " has " + it.granted() + " channels of the account's ceiling; " + it.free() + " are free.";
        };
    }

    static String of(FraudEvent event) {
        return switch (event) {
            case FraudEvent.FraudSuspected it ->
                "Fraud rule " + it.ruleId() + " saw " + it.measure() + " (" + Sentences.word(it.watch())
                        + "), which is much.";
            case FraudEvent.FraudBlocked it ->
                "Fraud rule " + it.ruleId() + " stops calls until " + it.until() + ": " + it.measure() + " ("
                        + Sentences.word(it.watch()) + ").";
            case FraudEvent.FraudBlockLifted it ->
                "Fraud rule " + it.ruleId() + " stops no more calls: " + it.code() + ".";
        };
    }
}
