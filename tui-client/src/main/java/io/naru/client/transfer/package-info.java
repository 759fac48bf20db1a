/**
 * Downloads and uploads: who may be connected to, the data connection, the part file, the queue of both directions
 * (PROTOCOL.md, sections 6 and 7).
 */
package io.naru.client.transfer;
