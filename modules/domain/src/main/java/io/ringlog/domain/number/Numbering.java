package io.ringlog.domain.number;

/**
 * How a trunk writes the numbers of the calls that it brings.
 *
 * @param country ISO 3166 code in capitals of the plan it writes them by
 * @param bare whether a number of that country comes without the prefix that its people dial before it
 */
public record Numbering(String country, boolean bare) {}
