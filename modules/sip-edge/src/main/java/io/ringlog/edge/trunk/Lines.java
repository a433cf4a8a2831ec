package io.ringlog.edge.trunk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.edge.directory.DirectoryCopy;
import io.ringlog.sip.auth.Seal;
import io.ringlog.wire.DirectoryEntry.LineEntry;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The registrations we hold, as registrars see them: the user part of the contact names the trunk, signed with the key
 * of the edges, so that whoever calls it has it from the registrar.
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

    /** The user part of the contact that is registered for a trunk. */
    String userOf(String trunkId) {
        return trunkId + "." + seal.signHex(trunkId, MAC_BYTES);
    }

    /** The trunk whose registration a Request-URI's user names, as long as it is to be registered. */
    public Optional<LineEntry> called(String requestUser) {
        int dot = requestUser.lastIndexOf('.');
        if (dot <= 0) {
            return Optional.empty();
        }
        String trunkId = requestUser.substring(0, dot);
        return directory
                .line(trunkId)
                .filter(it -> MessageDigest.isEqual(userOf(trunkId).getBytes(UTF_8), requestUser.getBytes(UTF_8)));
    }
}
