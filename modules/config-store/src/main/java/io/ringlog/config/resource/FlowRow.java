package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.domain.config.Unsaid;
import org.jspecify.annotations.Nullable;

/**
 * A call flow as people edit it; what calls walk is a published version, {@link io.ringlog.domain.config.CallFlow}.
 *
 * @param draft the graph as a canvas draws it
 * @param publishedVersion the version new calls start on; null before the first publication
 */
public record FlowRow(
        String id,
        String accountId,
        String name,
        @Unsaid("{\"nodes\": [], \"edges\": []}") JsonNode draft,
        @Nullable Integer publishedVersion) {}
