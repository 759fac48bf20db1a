/** The connection between two users over which files travel, from a connected socket to a verified file. */
package io.naru.client.data;
