/**
 * Shares: what this user offers (counted in the background, listed by folder, opened without following links) and what
 * others offer (asked for page by page). PROTOCOL.md, section 6.
 */
package io.naru.client.share;
