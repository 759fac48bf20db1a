/** How two users' clients reach each other: straight, back, or through the relay. */
package io.naru.client.ways;
