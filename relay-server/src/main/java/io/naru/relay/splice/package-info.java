/**
 * Ways through the relay: two users' connections of which each gets what the other one sends. Their octets are moved on a
 * thread of their own, and nobody here looks at them.
 */
package io.naru.relay.splice;
