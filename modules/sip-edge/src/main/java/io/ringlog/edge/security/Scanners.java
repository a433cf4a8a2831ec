package io.ringlog.edge.security;

import java.util.List;
import java.util.Locale;

/** Programs that look for telephone systems to abuse, by what they call themselves; no phone is called so. */
public final class Scanners {

    private static final List<String> NAMES = List.of(
            "friendly-scanner",
            "friendly-request",
            "sipvicious",
            "sundayddr",
            "sipcli/",
            "sip-scan",
            "sipscan",
            "smap ",
            "iwar",
            "pplsip",
            "sivus",
            "siparmyknife",
            "eyebeam_scanner",
            "nmap");

    private Scanners() {}

    /** @param userAgent as it came */
    public static boolean isOne(String userAgent) {
        String lower = userAgent.toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(lower::startsWith);
    }
}
