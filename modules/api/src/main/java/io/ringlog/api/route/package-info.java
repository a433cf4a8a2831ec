/**
 * The one route table: what can be asked, who may ask it, what it takes and answers. Requests are answered from it and
 * the OpenAPI document is written from it, so that neither can say what the other does not.
 * Nothing here knows the HTTP server.
 */
@NullMarked
package io.ringlog.api.route;

import org.jspecify.annotations.NullMarked;
