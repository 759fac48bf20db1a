/**
 * The conversation of one user: its states, what is allowed in which, logging in, and how the relay says things to
 * clients of either level. Here sockets and hub meet.
 */
package io.naru.relay.session;
