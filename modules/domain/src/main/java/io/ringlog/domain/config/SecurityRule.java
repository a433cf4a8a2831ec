package io.ringlog.domain.config;

/**
 * How much of what is borne of one address before it is banned; one for the platform. Each number counts within {@code
 * windowSec}.
 *
 * @param windowSec 10 to 3600
 * @param guesses failed log-ins, each an answer to a nonce that was given to the address
 * @param strays requests for what is not ours, over a connection
 * @param garbles messages that cannot be read, over a connection
 * @param scans requests of a program that scans, over a connection
 * @param phonesFactor how many times as much is borne where a phone gave a right answer lately
 * @param banSec the first ban of a day; each further one is twice as long as the one before
 * @param longestBanSec the longest of them
 * @param mostBans all there are at once; the one that ends soonest makes room
 */
public record SecurityRule(
        int windowSec,
        int guesses,
        int strays,
        int garbles,
        int scans,
        int phonesFactor,
        int banSec,
        int longestBanSec,
        int mostBans) {

    public static SecurityRule standard() {
        return new SecurityRule(600, 60, 60, 60, 3, 20, 600, 86_400, 10_000);
    }
}
