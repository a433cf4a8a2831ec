@org.jspecify.annotations.NullMarked
package io.ringlog.app.webhook;
