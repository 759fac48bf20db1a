/**
 * Arithmetic that would hold up the event loop, on threads of its own: password hashes, through
 * {@link io.naru.relay.crypto.PasswordHasher}.
 */
package io.naru.relay.crypto;
