package io.ringlog.domain.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant and its defaults. A ceiling of null is unlimited, 0 admits nothing.
 *
 * @param ancestors parent, grandparent and so on; empty for an account directly under the platform
 * @param timezone IANA name
 * @param fromOfAnother what becomes of a call whose From names somebody its caller is not; null refuses it
 */
public record Account(
        String id,
        @Nullable String parentId,
        List<String> ancestors,
        String name,
        @Unsaid("active") Status status,
        @Unsaid("false") boolean isReseller,
        @Unsaid("UTC") String timezone,
        @Unsaid("en-US") String language,
        @Unsaid("male") VoiceGender voiceGender,
        @Nullable String brandName,
        @Nullable String brandDomain,
        @Nullable Integer maxIn,
        @Nullable Integer maxOut,
        @Nullable Integer maxDialer,
        @Nullable String defaultCidNumber,
        @Nullable Dest didDefaultDest,
        @Nullable FromOfAnother fromOfAnother)
        implements ConfigRow {

    /** Whether the tenant may make and take calls. */
    public enum Status {
        ACTIVE,
        SUSPENDED,
        CLOSED
    }

    /** The narrator of system prompts. */
    public enum VoiceGender {
        MALE,
        FEMALE
    }

    /** A caller whose From is not its own is refused, or its From is replaced by its own. */
    public enum FromOfAnother {
        REFUSE,
        OVERWRITE
    }

    public Account {
        ancestors = List.copyOf(ancestors);
    }

    @Override
    public String accountId() {
        return id;
    }
}
