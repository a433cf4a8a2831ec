package io.ringlog.api.port;

/** Which accounts there are and how they hang together. */
public interface Tenants {

    /** Whether the account exists and is the root or below it. */
    boolean isWithin(String account, String root);
}
