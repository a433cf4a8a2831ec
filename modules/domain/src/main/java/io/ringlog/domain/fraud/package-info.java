/**
 * What calls to numbers outside look suspicious. {@code FraudGuard} is asked wherever a call leaves the account: it
 * folds what goes out into an {@code Outgo} for each rule, tells when that is much, and stops calls when it is too
 * much.
 */
@NullMarked
package io.ringlog.domain.fraud;

import org.jspecify.annotations.NullMarked;
