package io.ringlog.api.http;

import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.wire.AsyncApi;

/** The contract as documents: what can be asked here, and what is in the topics. */
final class ContractRoutes implements RouteGroup {

    @Override
    public void add(RouteTable table) {
        table.add(Route.get(
                                "getOpenApi",
                                "/v1/openapi.json",
                                "This document.",
                                request -> Answer.ok(OpenApi.document(table)))
                        .open()
                        .answers(Schemas.anyObject()))
                .add(Route.get(
                                "getAsyncApi",
                                "/v1/asyncapi.json",
                                "The AsyncAPI document of the topics.",
                                request -> Answer.ok(AsyncApi.document()))
                        .open()
                        .answers(Schemas.anyObject()));
    }
}
