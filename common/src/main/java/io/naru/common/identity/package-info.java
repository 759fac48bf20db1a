/**
 * Who somebody is: a key of one's own, the file it is kept in, and what is remembered of the keys of others. Nothing
 * here touches the network.
 */
package io.naru.common.identity;
