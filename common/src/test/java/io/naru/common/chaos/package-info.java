/** What proves that chat loses nothing: a proxy that harms connections, diaries of clients, and who checks them. */
package io.naru.common.chaos;
