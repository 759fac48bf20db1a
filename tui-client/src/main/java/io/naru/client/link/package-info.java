/**
 * The connection to the relay: login, presence, chat and its receipts, the pulse, and coming back after a break
 * (PROTOCOL.md, section 5).
 */
package io.naru.client.link;
