/**
 * The REST interface: /v1 over HTTP, with an OpenAPI document made from the same route table that answers.
 *
 * <p>It decides nothing about calls: it shows views, changes configuration and hands actions to the brain, through the
 * interfaces of {@link io.ringlog.api.port}. The account always comes from the credential.
 */
@NullMarked
package io.ringlog.api;

import org.jspecify.annotations.NullMarked;
