/** What the person can type and what it means, as data: keys, and the table that gives them names and purposes. */
package io.naru.client.input;
