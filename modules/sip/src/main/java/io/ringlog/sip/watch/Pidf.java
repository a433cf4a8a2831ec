package io.ringlog.sip.watch;

import io.ringlog.sip.Notice;

/** Writes application/pidf+xml (RFC 3863) with the activity of RFC 4480. Pure. */
final class Pidf {
    private Pidf() {}

    /** @param user user part of who is watched, as it was asked for */
    static String of(String user, String host, Notice.Presence presence) {
        String activity = presence.onThePhone()
                ? "<dm:person id=\"person\"><rpid:activities><rpid:on-the-phone/></rpid:activities></dm:person>\n"
                : "";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\""
                + " xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\""
                + " xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\""
                + " entity=\"" + DialogInfo.escaped(DialogInfo.uri(user, host)) + "\">\n"
                + "<tuple id=\"phones\"><status><basic>" + (presence.open() ? "open" : "closed")
                + "</basic></status></tuple>\n"
                + activity
                + "</presence>\n";
    }
}
