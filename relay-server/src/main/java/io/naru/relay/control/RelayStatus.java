package io.naru.relay.control;

/**
 * How full a relay is.
 *
 * @param users who are online
 * @param mostUsers who may be at once
 * @param connections that are open, those before the login and those that are being closed included
 * @param mostConnections that may be at once
 * @param isDraining whether nobody is let in at the moment
 */
public record RelayStatus(int users, int mostUsers, int connections, int mostConnections, boolean isDraining) {}
