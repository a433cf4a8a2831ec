/**
 * Setting up phones: {@link io.ringlog.api.phone.PhoneRoutes} makes a token for a device and gives whoever comes with
 * it the file of {@link io.ringlog.api.phone.PhoneFile}.
 */
@NullMarked
package io.ringlog.api.phone;

import org.jspecify.annotations.NullMarked;
