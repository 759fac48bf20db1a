/**
 * Measures a relay: a load client that costs little, the bare loop that it is compared with, and what the system says
 * about a process. Knows the octets of the protocol, and nothing of the relay's other packages.
 */
package io.naru.relay.bench;
