/**
 * Who this install is, and whom it knows: the identity, the keys of relays, and what is known of the keys of other
 * users.
 */
package io.naru.client.trust;
