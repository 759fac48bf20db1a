/**
 * Text from other people on its way to a screen or a log: {@link io.naru.common.text.SafeText} is the only door, and
 * {@link io.naru.common.text.Columns} says how much room it takes there.
 */
package io.naru.common.text;
