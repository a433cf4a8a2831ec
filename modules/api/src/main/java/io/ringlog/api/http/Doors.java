package io.ringlog.api.http;

import io.ringlog.api.port.Keys;
import io.ringlog.api.port.Sessions;

/** By what somebody comes in: a program by its key, a person by their session. */
public record Doors(Keys keys, Sessions sessions) {}
