/**
 * Chat in the engine: what was told of each room and what was missed, own messages until their receipts, and the files in
 * which both outlive the program.
 */
package io.naru.client.talk;
