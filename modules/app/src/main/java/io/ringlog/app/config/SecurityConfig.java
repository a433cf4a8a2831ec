package io.ringlog.app.config;

import java.time.Duration;

/** What is borne of one address before it is banned. */
public record SecurityConfig(
        @Key(
                value = "10m",
                says = "Each number below counts within so long. The role api tells the log these keys when it"
                        + " starts; they hold for every edge.",
                min = 10_000,
                max = 3_600_000)
        Duration window,

        @Key(value = "60", says = "Failed log-ins of one address before it is banned.", min = 1, max = 10_000)
        int guesses,

        @Key(
                value = "60",
                says = "Requests for a domain that is not ours, over a connection, before a ban.",
                min = 1,
                max = 10_000)
        int strays,

        @Key(
                value = "60",
                says = "Messages that cannot be read, over a connection, before a ban.",
                min = 1,
                max = 10_000)
        int garbles,

        @Key(
                value = "3",
                says = "Requests of a program that scans, over a connection, before a ban.",
                min = 1,
                max = 10_000)
        int scans,

        @Key(
                value = "20",
                says = "So many times as much is borne where a phone logged in within two hours.",
                min = 1,
                max = 1_000)
        int phonesFactor,

        @Key(
                value = "10m",
                says = "The first ban of a day; each further one is twice as long as the one before.",
                min = 1_000,
                max = 2_678_400_000L)
        Duration ban,

        @Key(value = "24h", says = "The longest ban.", min = 1_000, max = 2_678_400_000L)
        Duration longestBan,

        @Key(value = "10000", says = "All bans at once; the one that ends soonest makes room.", min = 1, max = 10_000)
        int mostBans) {}
