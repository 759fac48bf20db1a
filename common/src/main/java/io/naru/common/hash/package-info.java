/**
 * What a file's content is known by: chunks of a size that follows from the file's, a hash for each, and one over all
 * (PROTOCOL.md, section 7).
 */
package io.naru.common.hash;
