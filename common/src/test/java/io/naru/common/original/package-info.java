/**
 * A client of the original system, written from its description alone: sockets and octets. Nothing here knows a class of
 * Naru, so that what it can do with our relay and our clients is what any such client can.
 */
package io.naru.common.original;
