package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.config.flow.FlowTest;
import io.ringlog.domain.config.Unsaid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call flow as people edit it; what calls walk is a published version, {@link io.ringlog.domain.config.CallFlow}.
 *
 * @param draft the graph as a canvas draws it
 * @param tests calls that are tried before the draft is published
 * @param publishedVersion the version new calls start on; null before the first publication
 */
public record FlowRow(
        String id,
        String accountId,
        String name,
        @Unsaid("{\"nodes\": [], \"edges\": []}") JsonNode draft,
        List<FlowTest> tests,
        @Nullable Integer publishedVersion) {}
