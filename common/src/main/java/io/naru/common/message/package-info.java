/**
 * Messages: what frames mean, as sealed families of records with a {@code Handler} each, the values they are made of,
 * and their codec ({@link io.naru.common.message.MessageReader} and its mirror
 * {@link io.naru.common.message.MessageWriter}).
 */
package io.naru.common.message;
