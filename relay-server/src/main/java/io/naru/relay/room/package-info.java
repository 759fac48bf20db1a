/**
 * The rooms of those who are online, and the way of what is said in them: to the history first, then to who listens. Who
 * is in which room is the store's to know; here stands as much of it as concerns somebody who is online.
 */
package io.naru.relay.room;
