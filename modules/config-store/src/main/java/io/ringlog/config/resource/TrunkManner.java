package io.ringlog.config.resource;

import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipTrunk.CidFormat;
import io.ringlog.domain.config.SipTrunk.InboundFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which codecs a trunk may be given, and which headers may be taken from it and added: never those a dialog needs. */
final class TrunkManner {
    private static final int CODECS_MOST = 16;
    private static final int HEADERS_MOST = 16;
    private static final Pattern CODEC = Pattern.compile("[a-z0-9][a-z0-9.-]{0,31}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.!%*+`'~-]{0,63}");
    private static final Pattern HEADER = Pattern.compile("([^:]{1,64}): (\\P{Cntrl}{1,256})");

    /** Of RFC 3261, 3262, 3311, 3515, 4028, 6665 and of who calls, which the trunk's other fields say. */
    private static final Set<String> KEPT = Set.of(
            "accept",
            "allow",
            "authorization",
            "call-id",
            "contact",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-length",
            "content-type",
            "cseq",
            "diversion",
            "event",
            "expires",
            "from",
            "history-info",
            "max-forwards",
            "mime-version",
            "min-se",
            "p-asserted-identity",
            "p-preferred-identity",
            "privacy",
            "proxy-authorization",
            "proxy-require",
            "rack",
            "record-route",
            "refer-to",
            "remote-party-id",
            "replaces",
            "require",
            "route",
            "rseq",
            "session-expires",
            "supported",
            "to",
            "via");

    private static final Pattern COMPACT = Pattern.compile("[a-zA-Z]");

    private TrunkManner() {}

    static void check(SipTrunk row, Problems p) {
        codecs(row.codecs(), p);
        removed(row.headersRemoved(), "headers_removed", p);
        added(row.headersAdded(), "headers_added", p);
        removed(row.inboundHeadersRemoved(), "inbound_headers_removed", p);
        added(row.inboundHeadersAdded(), "inbound_headers_added", p);
    }

    private static void removed(List<String> headers, String list, Problems p) {
        count(headers, list, HEADERS_MOST, p);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < Math.min(headers.size(), HEADERS_MOST); i++) {
            name(headers.get(i), list + "[" + i + "]", names, p);
        }
    }

    /** Numbers written as people of a country write them are those of a country that somebody says. */
    static void relate(SipTrunk row, Sql sql, Problems p) {
        boolean national = row.cidFormat() == CidFormat.NATIONAL || row.inboundFormat() != InboundFormat.E164;
        if (national && row.country() == null) {
            long known = sql.number(
                    "SELECT count(*) AS n FROM account WHERE id = ? AND country IS NOT NULL", row.accountId());
            p.require(
                    known > 0,
                    "country",
                    "config.required",
                    "is required: the account says none, and numbers are written as those of a country");
        }
    }

    /** The first trunk of an account that writes numbers as those of the account's country. */
    static Optional<String> byTheAccounts(String accountId, Sql sql) {
        return sql.first(
                        "SELECT name FROM sip_trunk WHERE account_id = ? AND country IS NULL"
                                + " AND (cid_format = 'national' OR inbound_format <> 'e164') ORDER BY name",
                        accountId)
                .map(row -> row.text("name"));
    }

    private static void codecs(List<String> codecs, Problems p) {
        count(codecs, "codecs", CODECS_MOST, p);
        for (int i = 0; i < Math.min(codecs.size(), CODECS_MOST); i++) {
            String field = "codecs[" + i + "]";
            String codec = codecs.get(i);
            p.require(
                    CODEC.matcher(codec).matches(),
                    field,
                    "config.bad-codec",
                    "must be the name of a codec in SDP, in lower case, such as pcma");
            p.require(codecs.indexOf(codec) == i, field, "config.taken", "is in the list twice");
            p.require(
                    !codec.equals("telephone-event") && !codec.equals("cn"),
                    field,
                    "config.bad-codec",
                    "is offered beside every codec and chosen for none");
        }
    }

    private static void added(List<String> headers, String list, Problems p) {
        count(headers, list, HEADERS_MOST, p);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < Math.min(headers.size(), HEADERS_MOST); i++) {
            String field = list + "[" + i + "]";
            Matcher header = HEADER.matcher(headers.get(i));
            if (header.matches()) {
                name(header.group(1), field, names, p);
            } else {
                p.add(
                        field,
                        "config.bad-header",
                        "must be 'Name: value', the value of up to 256 characters on one line");
            }
        }
    }

    private static void name(String name, String field, Set<String> before, Problems p) {
        String word = name.toLowerCase(Locale.ROOT);
        p.require(NAME.matcher(name).matches(), field, "config.bad-header", "has a name that no header can have");
        p.require(
                !KEPT.contains(word) && !COMPACT.matcher(name).matches(),
                field,
                "config.kept-header",
                "names a header that calls need or that other fields say");
        p.require(before.add(word), field, "config.taken", "is in the list twice");
    }

    private static void count(List<String> list, String field, int most, Problems p) {
        p.require(list.size() <= most, field, "config.out-of-range", "has more than " + most + " entries");
    }
}
