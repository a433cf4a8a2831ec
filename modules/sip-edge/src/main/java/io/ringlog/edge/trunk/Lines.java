package io.ringlog.edge.trunk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.edge.directory.DirectoryCopy;
import io.ringlog.sip.RequestHead;
import io.ringlog.sip.auth.Seal;
import io.ringlog.wire.DirectoryEntry.LineEntry;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The registrations we hold, as registrars see them: the user part of the contact names the trunk and the registration,
 * signed with the key of the edges, so that whoever calls it has it from the registrar. It is told to nobody else.
 */
public final class Lines {
    private static final int MAC_BYTES = 8;

    private final Seal seal;
    private final DirectoryCopy directory;

    /** @param key shared by all edges behind one address */
    public Lines(byte[] key, DirectoryCopy directory) {
        this.seal = new Seal(key, "trunk-line");
        this.directory = directory;
    }

    /**
     * The user part of the contact of a registration; another registration of the trunk has another one.
     *
     * @param mark of what it stands for
     */
    String userOf(String trunkId, String sipCallId, String mark) {
        return signed(trunkId + "." + sipCallId.replaceFirst("@.*", "") + "." + mark);
    }

    private String signed(String line) {
        return line + "." + seal.signHex(line, MAC_BYTES);
    }

    /**
     * The trunk whose registration a Request-URI's user names, as long as it is to be registered as it was then; from
     * elsewhere than the trunk's addresses, where those are known, nobody calls over it.
     */
    public Optional<LineEntry> called(RequestHead invite) {
        String requestUser = invite.requestUser();
        int first = requestUser.indexOf('.');
        int last = requestUser.lastIndexOf('.');
        if (first <= 0 || last == first) {
            return Optional.empty();
        }
        String line = requestUser.substring(0, last);
        return directory
                .line(requestUser.substring(0, first))
                .filter(it -> line.endsWith("." + it.mark()))
                .filter(it -> !it.fromItsAddresses() || isAt(it, invite))
                .filter(it -> MessageDigest.isEqual(signed(line).getBytes(UTF_8), requestUser.getBytes(UTF_8)));
    }

    private boolean isAt(LineEntry line, RequestHead invite) {
        return directory
                .trunkAt(invite.source().address())
                .filter(it -> it.trunkId().equals(line.trunkId()))
                .isPresent();
    }
}
