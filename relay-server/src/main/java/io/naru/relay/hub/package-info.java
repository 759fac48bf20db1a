/**
 * Who is online, who is in which room, and what goes to whom. Pure: no sockets, no database, and the time is an
 * argument.
 */
package io.naru.relay.hub;
